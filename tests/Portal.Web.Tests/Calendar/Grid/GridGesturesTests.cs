using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar.Grid;

namespace Portal.Web.Tests.Calendar.Grid;

/// <summary>Columns and hours of the grid as dates and instants.</summary>
public sealed class GridGesturesTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    // Clocks go back on the first day.
    private readonly Actions _page = new(ZonedDay.Range(new LocalDate(2026, 11, 1), 7, NewYork));

    [Fact]
    public void Create_HoursOfA25HourDay_AreRealHours()
    {
        new GridGestures(_page).Create(0, 2, 3.5);

        _page.Created.ShouldBe((new LocalDate(2026, 11, 1), new Interval(Instant.FromUtc(2026, 11, 1, 6, 0), Instant.FromUtc(2026, 11, 1, 7, 30))));
    }

    [Fact]
    public void Create_DraggedUpwardsAndOutOfTheDay_IsHeldToIt()
    {
        new GridGestures(_page).Create(1, 2, -5);

        _page.Created.ShouldNotBeNull().Times.ShouldBe(new Interval(_page.Days[1].Start, _page.Days[1].Start + Duration.FromHours(2)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(3.0, 3.0)]
    [InlineData(double.NaN, 3.0)]
    [InlineData(double.PositiveInfinity, 3.0)]
    public void Create_NoRange_IsTheDayAlone(double? from, double? to)
    {
        new GridGestures(_page).Create(2, from, to);

        _page.Created.ShouldBe((new LocalDate(2026, 11, 3), null));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    public async Task AnyGesture_ColumnThatIsNotShown_DoesNothing(int column)
    {
        var gestures = new GridGestures(_page);

        gestures.Create(column, 1, 2);
        gestures.ShowDay(column);
        await gestures.OpenDayAsync(column);
        await gestures.MoveAsync("a", column, 0, 1);
        await gestures.MoveAsync("a", 0, column, 1);

        _page.Calls.ShouldBe(0);
    }

    [Fact]
    public void Create_OnASkippedDate_DoesNothing()
    {
        var page = new Actions(ZonedDay.Range(new LocalDate(2011, 12, 30), 1, DateTimeZoneProviders.Tzdb["Pacific/Apia"]));

        new GridGestures(page).Create(0, 1, 2);

        page.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Move_ThePieceOfTheSecondDay_TakesTheStartAlong()
    {
        // 22:00 on the 3rd to 06:00 on the 4th; its piece on the 4th is dropped an hour later.
        var item = Item(_page.Days[2].Start + Duration.FromHours(22));

        await new GridGestures(_page).MoveAsync("a", 3, 3, 1);

        _page.NewStart.ShouldNotBeNull()(item).ShouldBe(item.Start + Duration.FromHours(1));
    }

    [Fact]
    public async Task Move_ToAnotherDate_KeepsTheTimeOfDayOverAClockChange()
    {
        var nine = new LocalDateTime(2026, 11, 1, 0, 30).InZoneLeniently(NewYork).ToInstant();

        await new GridGestures(_page).MoveAsync("a", 0, 1, null);

        _page.NewStart.ShouldNotBeNull()(Item(nine)).ShouldBe(new LocalDateTime(2026, 11, 2, 0, 30).InZoneStrictly(NewYork).ToInstant());
    }

    [Theory]
    [InlineData("0b0f6d3c-5b1e-4a0e-9d52-8f9b5f0f3a11", 22)]
    [InlineData("0B0F6D3C-5B1E-4A0E-9D52-8F9B5F0F3A11", 36)]
    [InlineData("a", 1)]
    [InlineData(".a", 3)]
    [InlineData("", 0)]
    [InlineData("abcdefghijklmnopqrstuA", 23)]
    public void Open_TheKeyOfAnyItem_IsThatItem(string id, int length)
    {
        var key = EventKey.Of(id).ShouldNotBeNull();

        new GridGestures(_page).Open(key);

        key.Length.ShouldBe(length);
        _page.Opened.ShouldBe(id);
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstu!")]
    [InlineData("not a key")]
    public void Open_NoKey_IsAnItemThatNobodyHas(string key)
    {
        new GridGestures(_page).Open(key);

        _page.Opened.ShouldBe(key);
    }

    private static CalendarItem Item(Instant start) => new()
    {
        Id = "a",
        Source = CalendarSource.CaseEvent,
        Title = "a",
        Start = start,
        End = start + Duration.FromHours(8),
        TimeZone = "America/New_York",
        State = ItemState.Confirmed,
        StateSince = start,
    };

    private sealed class Actions(IReadOnlyList<ZonedDay> days) : IGridActions
    {
        public int Calls { get; private set; }

        public (LocalDate Date, Interval? Times)? Created { get; private set; }

        public Func<CalendarItem, Instant?>? NewStart { get; private set; }

        public IReadOnlyList<ZonedDay> Days => days;

        public string? Opened { get; private set; }

        public void Open(string itemId)
        {
            Calls++;
            Opened = itemId;
        }

        public Task OpenDayAsync(ZonedDay day)
        {
            Calls++;
            return Task.CompletedTask;
        }

        public void ShowDay(ZonedDay day) => Calls++;

        public void Create(ZonedDay day, Interval? times)
        {
            Calls++;
            Created = (day.Date, times);
        }

        public Task MoveAsync(string itemId, Func<CalendarItem, Instant?> newStart)
        {
            Calls++;
            NewStart = newStart;
            return Task.CompletedTask;
        }
    }
}
