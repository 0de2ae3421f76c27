using NodaTime;
using NodaTime.Text;

namespace Portal.Web.Calendar;

/// <summary>How much of the calendar is shown at once.</summary>
public enum CalendarViewKind
{
    Week,
    Month,
}

/// <summary>What the address of the calendar page says: a kind of view and the date it is around. A link reproduces the view.</summary>
/// <param name="Kind">Week or month.</param>
/// <param name="Date">Any date of the period.</param>
public sealed record CalendarView(CalendarViewKind Kind, LocalDate Date)
{
    private const int DaysPerWeek = 7;
    private const int WeeksOfMonthView = 6;

    /// <summary>The first date that the view shows, a Monday.</summary>
    public LocalDate FirstDate => Monday(Kind == CalendarViewKind.Week ? Date : new LocalDate(Date.Year, Date.Month, 1));

    /// <summary>How many consecutive dates the view shows.</summary>
    public int Days => Kind == CalendarViewKind.Week ? DaysPerWeek : DaysPerWeek * WeeksOfMonthView;

    public CalendarView Previous => Move(-1);

    public CalendarView Next => Move(1);

    /// <summary>The period for people, for example "16–22 November 2026" or "November 2026".</summary>
    public string Title
    {
        get
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            if (Kind == CalendarViewKind.Month)
            {
                return Date.ToString("MMMM yyyy", culture);
            }

            var (first, last) = (FirstDate, FirstDate.PlusDays(DaysPerWeek - 1));
            return first.Month == last.Month ? $"{first.ToString("%d", culture)}–{last.ToString("d MMMM yyyy", culture)}"
                : first.Year == last.Year ? $"{first.ToString("d MMM", culture)} – {last.ToString("d MMM yyyy", culture)}"
                : $"{first.ToString("d MMM yyyy", culture)} – {last.ToString("d MMM yyyy", culture)}";
        }
    }

    /// <summary>Reads the address; what is missing or not understood falls back to this week.</summary>
    public static CalendarView Parse(string? view, string? date, LocalDate today) => new(
        string.Equals(view, "month", StringComparison.OrdinalIgnoreCase) ? CalendarViewKind.Month : CalendarViewKind.Week,
        date is not null && LocalDatePattern.Iso.Parse(date) is { Success: true, Value: { Year: >= 1900 and <= 2200 } } parsed ? parsed.Value : today);

    /// <summary>The address of the view, with an open event or form.</summary>
    public string ToUrl(string? item = null, string? form = null)
    {
        var url = $"/calendar?view={(Kind == CalendarViewKind.Month ? "month" : "week")}&date={LocalDatePattern.Iso.Format(Date)}";
        url += item is null ? "" : $"&event={Uri.EscapeDataString(item)}";
        return form is null ? url : $"{url}&form={Uri.EscapeDataString(form)}";
    }

    private static LocalDate Monday(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Monday ? date : date.Previous(IsoDayOfWeek.Monday);

    private CalendarView Move(int periods) => this with { Date = Kind == CalendarViewKind.Week ? Date.PlusWeeks(periods) : Date.PlusMonths(periods) };
}
