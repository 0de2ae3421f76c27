using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar;
using Portal.Web.Calendar.Grid;

namespace Portal.Benchmarks.Grid;

/// <summary>A day as the floor draws it.</summary>
/// <param name="Date">The date.</param>
/// <param name="Rows">What a month's cell has room for, in order.</param>
/// <param name="Hidden">How many more there are.</param>
/// <param name="Places">All of the day, placed.</param>
public sealed record FloorDay(LocalDate Date, IReadOnlyList<CalendarEntry> Rows, int Hidden, IReadOnlyList<PlacedEntry> Places);

/// <summary>An event as Radzen's scheduler takes it, in the viewer's local time.</summary>
public sealed record RadzenEvent(DateTime Start, DateTime End, string Text);

/// <summary>
/// The events of three years from <see cref="FirstDate"/>, the same in every run: spread over the day, every tenth overlaps the one before,
/// every twentieth lasts two to four days. Each page gets them as it needs them and at no cost: an answer is made once and kept.
/// </summary>
public sealed class MeasuredEvents
{
    public static readonly LocalDate FirstDate = new(2031, 1, 1);

    /// <summary>In the first month, so that some events are over.</summary>
    public static readonly Instant Now = Instant.FromUtc(2031, 1, 15, 15, 0);

    private const int Months = 36;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    private readonly ConcurrentDictionary<int, IReadOnlyList<CalendarEntry>> _entries = new();
    private readonly ConcurrentDictionary<(int, CalendarView), (IReadOnlyList<ZonedDay>, DayEntries)> _reads = new();
    private readonly ConcurrentDictionary<(int, DateTime, DateTime), IReadOnlyList<RadzenEvent>> _radzen = new();

    /// <summary>What <see cref="CalendarService"/> answers for the period: of a month the first rows of each day.</summary>
    public (IReadOnlyList<ZonedDay> Days, DayEntries Entries) Read(int size, CalendarView period) => _reads.GetOrAdd((size, period), _ =>
    {
        var days = ZonedDay.Range(period.FirstDate, period.Days, Zone);
        var touching = Between(size, days[0].Start, days[^1].End);
        var byDay = days.Select(day => touching.Where(entry => EntryOrder.Touches(entry, day)).Order(EntryOrder.On(day)).ToArray()).ToArray();
        var shown = period.Kind == CalendarViewKind.Month ? byDay.SelectMany(day => day.Take(MonthPicture.Rows)).ToHashSet() : null;
        return (days, new DayEntries(
            shown is null ? touching : [.. touching.Where(shown.Contains)], [.. byDay.Select(day => day.Length)], touching.Count, []));
    });

    /// <summary>What the floor draws. It selects and places by itself, on each click, as the others do.</summary>
    public IReadOnlyList<FloorDay> FloorDays(int size, CalendarView period)
    {
        var (days, read) = Read(size, period);
        var isMonth = period.Kind == CalendarViewKind.Month;
        var floor = new List<FloorDay>(days.Count);
        for (var i = 0; i < days.Count; i++)
        {
            var room = isMonth ? MonthLayout.Room(read.Counts[i], MonthPicture.Rows) : 0;
            floor.Add(new FloorDay(days[i].Date, isMonth ? FirstOf(days[i], read.Entries, room) : [], read.Counts[i] - room, isMonth ? [] : PlacesOf(days[i], read.Entries)));
        }

        return floor;
    }

    /// <summary>All that touches the range; local times.</summary>
    public IReadOnlyList<RadzenEvent> RadzenEvents(int size, DateTime start, DateTime end) => _radzen.GetOrAdd((size, start, end), _ =>
        [.. Between(size, At(start), At(end)).Select(entry => new RadzenEvent(
            entry.Start.InZone(Zone).ToDateTimeUnspecified(), entry.End.InZone(Zone).ToDateTimeUnspecified(), entry.Title))]);

    private static List<CalendarEntry> FirstOf(ZonedDay day, IReadOnlyList<CalendarEntry> entries, int room)
    {
        var rows = new List<CalendarEntry>(room);
        Add(bars: true);
        Add(bars: false);
        return rows;

        void Add(bool bars)
        {
            for (var i = 0; i < entries.Count && rows.Count < room; i++)
            {
                if (EntryOrder.Touches(entries[i], day) && EntryOrder.IsBar(entries[i], day) == bars)
                {
                    rows.Add(entries[i]);
                }
            }
        }
    }

    private static IReadOnlyList<PlacedEntry> PlacesOf(ZonedDay day, IReadOnlyList<CalendarEntry> entries) =>
    [
        .. DayLayout.Place(day, entries),
        .. entries.Where(entry => DayLayout.IsBar(entry) && EntryOrder.Touches(entry, day)).Select(entry => new PlacedEntry(entry, 0, 24, 0, 1)),
    ];

    private static Instant At(DateTime local) => LocalDateTime.FromDateTime(local).InZoneLeniently(Zone).ToInstant();

    private List<CalendarEntry> Between(int size, Instant start, Instant end) =>
        [.. _entries.GetOrAdd(size, Create).Where(entry => entry.Start < end && entry.End > start)];

    private static IReadOnlyList<CalendarEntry> Create(int size) =>
        [.. Enumerable.Range(0, Months + 1).SelectMany(month => OfMonth(size, FirstDate.PlusMonths(month - 1), month * size))];

    /// <summary>The events that begin in the month of a date, by start.</summary>
    /// <param name="size">How many.</param>
    /// <param name="first">The first of a month, in New York.</param>
    /// <param name="firstNumber">Of the first event; each has a number of its own.</param>
    public static IEnumerable<CalendarEntry> OfMonth(int size, LocalDate first, int firstNumber)
    {
        var start = first.AtStartOfDayInZone(Zone).ToInstant();
        var step = (first.PlusMonths(1).AtStartOfDayInZone(Zone).ToInstant() - start) / size;
        for (var i = 0; i < size; i++)
        {
            var number = firstNumber + i;
            var begin = start + (step * i) - (i % 10 == 9 ? step / 2 : Duration.Zero);
            var length = i % 20 == 7 ? Duration.FromDays(2 + (i % 3)) : Duration.Min(step, Duration.FromMinutes(30 + (i % 3 * 15)));
            yield return new CalendarEntry
            {
                Id = new Guid(number, 0x5e1, 0x4a7b, 0x9c, 0x21, 0xd3, 0x84, 0xf0, 0x16, 0x7e, 0x5b).ToString("D"),
                Source = (CalendarSource)(i % 3),
                Title = "Care plan review " + number.ToString(CultureInfo.InvariantCulture),
                Start = begin,
                End = begin + length,
                State = i % 25 == 3 ? ItemState.Pending : ItemState.Confirmed,
                CanMove = i % 3 == 0,
            };
        }
    }
}
