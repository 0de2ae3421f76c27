using Portal.ApiContract;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>How an event reads inside a case and in a webhook: the webhook's model (companion 1.8) [inferred for cases and for custom events].</summary>
internal static class CaseCalendarEventRules
{
    private const string CustomColor = "#2563EB";
    private const string AgentColor = "#0F766E";

    private static readonly string[] VendorStates =
        ["EVENT_ACCEPTED_BY_PROVIDER", "MISSED_EVENT_BY_PROVIDER", "MISSED_EVENT_BY_USER", "NEED_RESCHEDULE"];

    /// <summary>
    /// The event, its instants in UTC. <c>status</c> is null unless it is one of the vendor's four; the links to cancel and to reschedule are
    /// Calendly's, so always null here.
    /// </summary>
    public static CaseCalendarEvent ToCalendarEvent(CaseCalendarEventRow row) => new()
    {
        Id = row.Id,
        Title = row.Title,
        Topic = row.Title,
        Description = row.Description,
        Color = string.Equals(row.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal) ? CustomColor : AgentColor,
        CreatedAt = IsoDateTime.Format(row.CreatedAt),
        UpdatedAt = IsoDateTime.Format(row.UpdatedAt),
        IsDeleted = row.IsDeleted,
        Status = VendorStates.Contains(row.Status, StringComparer.Ordinal) ? row.Status : null,
        StartDateTime = IsoDateTime.Format(row.StartAt),
        EndDateTime = IsoDateTime.Format(row.EndAt),
        TimeZone = row.TimeZone,
        MeetingLink = row.MeetingLink,
        MeetingNotes = [],
        MeetingProvider = row.Location,
        ProviderName = row.ProviderName,
        ProviderEmail = row.ProviderEmail,
    };
}
