using Portal.ApiContract;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiServer.Appointments;

/// <summary>How an event reads as a member of <c>GET /calendar/appointments</c>. What companion 1.2 marks as inferred is decided here.</summary>
internal static class AppointmentRules
{
    internal const string CustomColor = "#2563EB";
    internal const string AgentColor = "#0F766E";

    public static Appointment ToAppointment(AppointmentRow row)
    {
        var isCustom = string.Equals(row.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal);
        return new Appointment
        {
            Id = row.Id,
            CreatedAt = IsoDateTime.Format(row.CreatedAt),
            UpdatedAt = IsoDateTime.Format(row.UpdatedAt),
            Title = row.Title,
            Start = IsoDateTime.Format(row.StartAt),
            End = IsoDateTime.Format(row.EndAt),
            Topic = row.Title,
            Description = row.Description,
            Color = isCustom ? CustomColor : AgentColor,
            IsEditable = isCustom,
            AgentEventId = row.AgentEventId,
            AgentName = row.AgentName,
            Status = row.Status,
            IsDeleted = false,
            MeetingDetails = new MeetingDetails
            {
                TimeZone = row.TimeZone,
                MeetingLink = row.MeetingLink,
                Location = row.Location,
                ProviderName = row.ProviderName,
                ProviderEmail = row.ProviderEmail,
                Tracking = TrackingOf(row),
            },
            Case = row.CaseId is { } caseId
                ? new AppointmentCase { Id = caseId, ShortId = row.CaseShortId, Title = row.CaseTitle, Status = row.CaseStatus }
                : null,
        };
    }

    private static MeetingTracking? TrackingOf(AppointmentRow row) => row.AppointmentId is null
        ? null
        : new MeetingTracking
        {
            UtmCampaign = row.UtmCampaign,
            UtmSource = row.UtmSource,
            UtmMedium = row.UtmMedium,
            UtmContent = row.UtmContent,
            UtmTerm = row.UtmTerm,
            SalesforceUuid = row.SalesforceUuid,
        };
}
