using System.Text;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Export;

namespace Portal.Application.Tests.Export;

/// <summary>Against RFC 5545, line by line, and against a reader that is not ours.</summary>
public sealed class ICalendarWriterTests
{
    private static readonly Instant Start = Instant.FromUtc(2027, 3, 14, 6, 30);

    private static readonly CalendarItem Item = new()
    {
        Id = "0b9e6c1c-6a54-4a3e-9d0b-111111111111",
        Source = CalendarSource.CaseEvent,
        Title = "Care plan review",
        Start = Start,
        End = Start + Duration.FromMinutes(45),
        TimeZone = "America/New_York",
        State = ItemState.Confirmed,
        StateSince = Instant.FromUtc(2027, 1, 2, 3, 4, 5),
        Revision = 3,
    };

    [Fact]
    public void Write_AnyItem_EndsLinesWithCrlfAndFoldsAt75Octets()
    {
        var text = Write(Item with { Title = string.Concat(Enumerable.Repeat("Überprüfung 検査 🩺 ", 40)), Description = new string('x', 500) });

        var lines = text.Split("\r\n");
        lines[^1].ShouldBeEmpty();
        lines.ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n') && !line.Contains('\r'));
        Encoding.UTF8.GetBytes(text).Length.ShouldBe(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text).Length);
    }

    [Fact]
    public void Write_TimedItem_HasTheRequiredPropertiesOnce()
    {
        var lines = Write(Item).Split("\r\n");

        foreach (var line in new[]
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal//Calendar//EN", "BEGIN:VEVENT", "UID:0b9e6c1c-6a54-4a3e-9d0b-111111111111@northside.portal",
            "DTSTAMP:20270102T030405Z", "SEQUENCE:2", "DTSTART:20270314T063000Z", "DTEND:20270314T071500Z", "SUMMARY:Care plan review", "STATUS:CONFIRMED",
            "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
        })
        {
            lines.Count(one => string.Equals(one, line, StringComparison.Ordinal)).ShouldBe(1, line);
        }

        // With times in UTC there is nothing for a VTIMEZONE to say.
        lines.ShouldNotContain(line => line.Contains("TZID", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_AllDayItem_IsDatesWithAnExclusiveEnd()
    {
        var lines = Write(Item with { AllDay = new AllDayDates(new LocalDate(2027, 3, 14), new LocalDate(2027, 3, 16)) }).Split("\r\n");

        lines.ShouldContain("DTSTART;VALUE=DATE:20270314");
        lines.ShouldContain("DTEND;VALUE=DATE:20270316");
    }

    [Theory]
    [InlineData(ItemState.Pending, "TENTATIVE")]
    [InlineData(ItemState.Unknown, "TENTATIVE")]
    [InlineData(ItemState.Cancelled, "CANCELLED")]
    [InlineData(ItemState.Removed, "CANCELLED")]
    public void Write_State_IsStatus(ItemState state, string status) => Write(Item with { State = state }).ShouldContain($"STATUS:{status}\r\n");

    [Theory]
    [InlineData("Plain")]
    [InlineData("a;b,c\\d:\"e\"")]
    [InlineData("two\nlines\r\nand three")]
    [InlineData("END:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil")]
    [InlineData("🩺 emoji, Größe, 検査, \u202e")]
    [InlineData("tab\tand bell\a")]
    public async Task Write_AnyTitle_IsReadBackByAnotherProgram(string title)
    {
        var read = (await ICalendarReader.ReadAsync(Write(Item with { Title = title, Description = title }))).Events.ShouldHaveSingleItem();

        var expected = title.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\a", "", StringComparison.Ordinal);
        read.Summary.ShouldBe(expected);
        read.Description.ShouldBe(expected);
        read.Uid.ShouldBe($"{Item.Id}@northside.portal");
    }

    [Fact]
    public async Task Write_SeveralItems_AreReadBackByAnotherProgram()
    {
        var allDay = Item with { Id = "2", Source = CalendarSource.Marketing, Title = "Fair", AllDay = new AllDayDates(new LocalDate(2027, 3, 14), new LocalDate(2027, 3, 15)) };

        var read = await ICalendarReader.ReadAsync(ICalendarWriter.Write("Northside: calendar", "northside", [Item, allDay]));

        read.Version.ShouldBe("2.0");
        read.Name.ShouldBe("Northside: calendar");
        read.Events.Select(e => (e.Summary, e.IsDate, e.Start, e.End, e.Sequence)).ShouldBe(
            [("Care plan review", false, "2027-03-14T06:30:00.000Z", "2027-03-14T07:15:00.000Z", 2), ("Fair", true, "2027-03-14", "2027-03-15", 2)]);
    }

    private static string Write(CalendarItem item) => ICalendarWriter.Write(name: null, "northside", [item]);
}
