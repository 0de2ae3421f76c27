using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar;

/// <summary>When an item is, in words: times in a zone, or the dates of an all-day item, which are the same in every zone.</summary>
internal static class WhenText
{
    public static string Of(CalendarItem item, DateTimeZone zone) => item.AllDay is { } dates ? Of(dates) : TimeText.Range(item.Start, item.End, zone);

    private static string Of(AllDayDates dates)
    {
        var last = dates.End.PlusDays(-1);
        return last > dates.Start ? $"{TimeText.Date(dates.Start)} – {TimeText.Date(last)}, all day" : $"{TimeText.Date(dates.Start)}, all day";
    }
}
