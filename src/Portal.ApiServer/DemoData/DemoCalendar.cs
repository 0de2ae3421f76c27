using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiServer.Appointments;

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
    public const string OtherAgent = BookingStore.Agent;

    private const string MainSlot = "main";

    private static readonly LocalTime[] Hours = [new(9, 0), new(10, 30), new(13, 0), new(14, 30), new(16, 0)];

    /// <summary>The events in a stable order: two or three a weekday for the first demo organisation, one a day for the second, and some near today.</summary>
    public static IReadOnlyList<DemoEvent> Plan(DemoOrganization organization, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[organization.TimeZone];
        var today = now.InZone(zone).Date;
        var months = MonthsOf(organization, now);
        var end = months[^1].PlusMonths(1);
        var isBusy = organization.Cases.Count > 1;
        var events = new List<DemoEvent>();
        for (var day = months[0]; day < end; day = day.PlusDays(1))
        {
            events.AddRange(SlotsOf(day, isBusy).Select(slot => Create(organization, zone, day, slot.Name, slot.Start, slot.Minutes)));
        }

        // Near today, whatever weekday that is: this evening, tomorrow, and one beside tomorrow's.
        events.Add(Create(organization, zone, today, "today", new LocalTime(19, 0), 45));
        if (isBusy)
        {
            events.Add(Create(organization, zone, today.PlusDays(1), "tomorrow", new LocalTime(11, 0), 60));
            events.Add(Create(organization, zone, today.PlusDays(1), "tomorrow beside", new LocalTime(11, 30), 45));
        }

        return events;
    }

    /// <summary>The first days of the months that a start at this moment plans, in the organisation's zone: this month's and the next.</summary>
    public static IReadOnlyList<LocalDate> MonthsOf(DemoOrganization organization, Instant now)
    {
        var first = now.InZone(DateTimeZoneProviders.Tzdb[organization.TimeZone]).Date.With(DateAdjusters.StartOfMonth);
        return [first, first.PlusMonths(1)];
    }

    /// <summary>The id of the first event of a month; every day has its main event.</summary>
    public static string FirstIdOf(DemoOrganization organization, LocalDate month) => IdOf(organization, month, MainSlot);

    private static List<(string Name, LocalTime Start, int Minutes)> SlotsOf(LocalDate day, bool isBusy)
    {
        var hour = Hours[(day.DayOfYear * 7) % Hours.Length];
        var slots = new List<(string Name, LocalTime Start, int Minutes)> { (MainSlot, hour, 45) };
        if (isBusy && day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
        {
            slots.Add(("second", Hours[((day.DayOfYear * 7) + 2) % Hours.Length], 60));
            if (day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Thursday)
            {
                slots.Add(("beside", hour.PlusMinutes(30), 60));
            }
        }

        return slots;
    }

    private static DemoEvent Create(DemoOrganization organization, DateTimeZone zone, LocalDate day, string slot, LocalTime start, int minutes)
    {
        var number = NumberOf(day, slot);
        var begins = day.At(start).InZoneLeniently(zone).ToInstant();
        var id = IdOf(organization, day, slot);
        return new DemoEvent(
            id,
            organization.Cases[number % organization.Cases.Count],
            organization.Meetings[number % organization.Meetings.Count],
            organization.Providers[number % organization.Providers.Count],
            IsOtherAgents(organization, day) ? OtherAgent : CalendarEventDetails.CustomAgent,
            LocationTypes.All[number % LocationTypes.All.Count],
            $"https://meet.{organization.Id}.example/{id[..8]}",
            new Interval(begins, begins + Duration.FromMinutes(minutes)));
    }

    private static string IdOf(DemoOrganization organization, LocalDate day, string slot) =>
        IdOf($"{organization.Id}/{LocalDatePattern.Iso.Format(day)}/{slot}");

    /// <summary>The first organisation's events of Wednesdays.</summary>
    private static bool IsOtherAgents(DemoOrganization organization, LocalDate day) =>
        organization.Cases.Count > 1 && day.DayOfWeek == IsoDayOfWeek.Wednesday;

    private static int NumberOf(LocalDate day, string slot) =>
        (day.DayOfYear * 5 / 2) + (slot.EndsWith("beside", StringComparison.Ordinal) ? 1 : 0);

    /// <summary>A UUID v4 in form whose bits follow from the name.</summary>
    internal static string IdOf(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
