using System.Globalization;
using NodaTime;

namespace Portal.Web.Calendar;

/// <summary>How much of the calendar is shown at once, and in which form.</summary>
public enum CalendarViewKind
{
    Day,

    /// <summary>The five days of work of a week.</summary>
    WorkWeek,

    Week,
    Month,

    /// <summary>Four weeks as a list.</summary>
    Agenda,
}

/// <summary>A kind of view and the date it is around.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Date">Any date of the period; of the agenda the first one.</param>
public sealed record CalendarView(CalendarViewKind Kind, LocalDate Date)
{
    private const int DaysPerWeek = 7;
    private const int WorkDaysPerWeek = 5;
    private const int WeeksOfMonthView = 6;
    private const int WeeksOfAgenda = 4;

    /// <summary>The first day of a week for the viewer.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>The first date that the view shows.</summary>
    public LocalDate FirstDate => Kind switch
    {
        CalendarViewKind.Day or CalendarViewKind.Agenda => Date,
        CalendarViewKind.WorkWeek => StartOfWeek(Date).PlusDays(WeekStart == IsoDayOfWeek.Monday ? 0 : 1),
        CalendarViewKind.Week => StartOfWeek(Date),
        _ => StartOfWeek(new LocalDate(Date.Year, Date.Month, 1)),
    };

    /// <summary>How many consecutive dates the view shows.</summary>
    public int Days => Kind switch
    {
        CalendarViewKind.Day => 1,
        CalendarViewKind.WorkWeek => WorkDaysPerWeek,
        CalendarViewKind.Week => DaysPerWeek,
        CalendarViewKind.Month => DaysPerWeek * WeeksOfMonthView,
        _ => DaysPerWeek * WeeksOfAgenda,
    };

    public CalendarView Previous => Move(-1);

    public CalendarView Next => Move(1);

    /// <summary>The period for people, for example "16–22 November 2026" or "November 2026".</summary>
    public string Title => Kind switch
    {
        CalendarViewKind.Day => Date.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
        CalendarViewKind.Month => Date.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Range(FirstDate, FirstDate.PlusDays(Days - 1)),
    };

    /// <summary>One step of it, for example "week".</summary>
    public string Unit => Kind switch
    {
        CalendarViewKind.Day => "day",
        CalendarViewKind.Month => "month",
        CalendarViewKind.Agenda => "four weeks",
        _ => "week",
    };

    /// <summary>Whether the date is one of those shown.</summary>
    public bool Shows(LocalDate date) => date >= FirstDate && date < FirstDate.PlusDays(Days);

    private static string Range(LocalDate first, LocalDate last)
    {
        var culture = CultureInfo.InvariantCulture;
        return first.Month == last.Month && first.Year == last.Year ? $"{first.ToString("%d", culture)}–{last.ToString("d MMMM yyyy", culture)}"
            : first.Year == last.Year ? $"{first.ToString("d MMM", culture)} – {last.ToString("d MMM yyyy", culture)}"
            : $"{first.ToString("d MMM yyyy", culture)} – {last.ToString("d MMM yyyy", culture)}";
    }

    private LocalDate StartOfWeek(LocalDate date) => date.DayOfWeek == WeekStart ? date : date.Previous(WeekStart);

    private CalendarView Move(int periods) => this with
    {
        Date = Kind switch
        {
            CalendarViewKind.Day => Date.PlusDays(periods),
            CalendarViewKind.Month => Date.PlusMonths(periods),
            CalendarViewKind.Agenda => Date.PlusWeeks(periods * WeeksOfAgenda),
            _ => Date.PlusWeeks(periods),
        },
    };
}
