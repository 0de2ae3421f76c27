using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiServer.DemoData;

/// <summary>One event to seed. Its id follows from organisation, day and slot, so that the same event is never seeded twice.</summary>
internal sealed record DemoEvent(
    string Id, DemoCase Case, DemoMeeting Meeting, DemoPerson Provider, string AgentName, string Location, string MeetingLink, Interval Times);

/// <summary>
/// Lays out the demo's events of this month and the next, in the organisation's zone. All but the last few follow from the date alone,
/// so a start on another day of the month adds only what is near that day.
/// </summary>
internal static class DemoCalendar
{
    /// <summary>An agent other than <c>custom</c>: such an event cannot be cancelled through the API.</summary>
    public const string OtherAgent = "calendly";

    private static readonly LocalDate FirstMonday = new(2024, 1, 1);
    private static readonly LocalTime[] Hours = [new(9, 0), new(10, 30), new(13, 0), new(14, 30), new(16, 0)];

    /// <summary>The events in a stable order: three a week for the first demo organisation, one for the second, and some near today.</summary>
    public static IReadOnlyList<DemoEvent> Plan(DemoOrganization organization, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[organization.TimeZone];
        var today = now.InZone(zone).Date;
        var first = new LocalDate(today.Year, today.Month, 1);
        var end = first.PlusMonths(2);
        var isBusy = organization.Cases.Count > 1;
        var events = new List<DemoEvent>();
        for (var day = first; day < end; day = day.PlusDays(1))
        {
            events.AddRange(SlotsOf(day, isBusy).Select(slot => Create(organization, zone, day, slot.Name, slot.Start, slot.Minutes)));
        }

        // Near today, whatever weekday that is: later today where the day is not over, tomorrow, and one beside tomorrow's.
        events.Add(Create(organization, zone, today, "today", new LocalTime(17, 0), 45));
        if (isBusy)
        {
            events.Add(Create(organization, zone, today.PlusDays(1), "tomorrow", new LocalTime(11, 0), 60));
            events.Add(Create(organization, zone, today.PlusDays(1), "tomorrow beside", new LocalTime(11, 30), 45));
        }

        return events;
    }

    private static IEnumerable<(string Name, LocalTime Start, int Minutes)> SlotsOf(LocalDate day, bool isBusy)
    {
        var week = WeekOf(day);
        var isOddWeek = week % 2 == 1;
        var hour = Hours[(day.DayOfYear * 7) % Hours.Length];
        if (!isBusy)
        {
            return day.DayOfWeek == (isOddWeek ? IsoDayOfWeek.Tuesday : IsoDayOfWeek.Thursday) && week % 4 != 3 ? [("main", hour, 30)] : [];
        }

        return (day.DayOfWeek, isOddWeek) switch
        {
            (IsoDayOfWeek.Monday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Friday, true) => [("main", hour, 45)],
            (IsoDayOfWeek.Thursday, false) => [("main", hour, 60)],
            (IsoDayOfWeek.Tuesday, false) => [("main", new LocalTime(10, 0), 60), ("beside", new LocalTime(10, 30), 60)],
            _ => [],
        };
    }

    private static DemoEvent Create(DemoOrganization organization, DateTimeZone zone, LocalDate day, string slot, LocalTime start, int minutes)
    {
        var number = NumberOf(day, slot);
        var begins = day.At(start).InZoneLeniently(zone).ToInstant();
        var id = IdOf($"{organization.Id}/{LocalDatePattern.Iso.Format(day)}/{slot}");
        return new DemoEvent(
            id,
            organization.Cases[number % organization.Cases.Count],
            organization.Meetings[number % organization.Meetings.Count],
            organization.Providers[number % organization.Providers.Count],
            IsOtherAgents(organization, day, slot) ? OtherAgent : CalendarEventDetails.CustomAgent,
            LocationTypes.All[number % LocationTypes.All.Count],
            $"https://meet.{organization.Id}.example/{id[..8]}",
            new Interval(begins, begins + Duration.FromMinutes(minutes)));
    }

    /// <summary>One event in four weeks of the first organisation, so at least one in every month.</summary>
    private static bool IsOtherAgents(DemoOrganization organization, LocalDate day, string slot) =>
        organization.Cases.Count > 1 && WeekOf(day) % 4 == 0 && day.DayOfWeek == IsoDayOfWeek.Thursday && slot is "main";

    /// <summary>Weeks are counted from a Monday and not by the year, whose end would break the pattern.</summary>
    private static int WeekOf(LocalDate day) => Period.DaysBetween(FirstMonday, day) / 7;

    private static int NumberOf(LocalDate day, string slot) =>
        (day.DayOfYear * 5 / 2) + (slot.EndsWith("beside", StringComparison.Ordinal) ? 1 : 0);

    /// <summary>A UUID v4 in form whose bits follow from the name.</summary>
    private static string IdOf(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
