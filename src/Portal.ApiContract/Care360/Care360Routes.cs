using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Users;

namespace Portal.ApiContract.Care360;

/// <summary>Paths and headers of the Care360 API; the only place that spells them.</summary>
public static class Care360Routes
{
    /// <summary>Header with the organisation's key.</summary>
    public const string ApiKeyHeader = "cv-api-key";

    /// <summary>Our extension: 1-255 visible ASCII characters; the same key again gives the stored answer.</summary>
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    /// <summary>Route pattern of every action on a case (documents 000, 001, 003).</summary>
    public const string Case = "/api/v1/cases/{caseId}";

    /// <summary>Companion 1.2.</summary>
    public const string Appointments = "/api/v1/calendar/appointments";

    /// <summary>Companion 1.3.</summary>
    public const string AppointmentCancel = "/api/v1/calendar/appointments/cancel";

    /// <summary>Companion 1.4; the path to call.</summary>
    public const string ProviderAvailability = "/api/v1/calendar/provider-availability";

    /// <summary>The same under the older page's path; served, not called.</summary>
    public const string ProviderAvailabilityOlder = "/api/v1/provider-availability";

    /// <summary>Companion 1.5.</summary>
    public const string Cases = "/api/v1/cases";

    /// <summary>Companion 1.6.</summary>
    public const string CaseDetail = "/api/v1/customer-case-detail";

    /// <summary>Companion 1.9.</summary>
    public const string Users = "/api/v1/users";

    /// <summary>What every path under which a missing key is answered with <see cref="Care360Texts.Unauthorized"/> starts with.</summary>
    public const string CalendarPrefix = "/api/v1/calendar";

    public const string StartDateParameter = "start_date";

    public const string EndDateParameter = "end_date";

    public const string UserEmailParameter = "user_email";

    public const string ProviderStatesParameter = "provider_states";

    public const string ProviderEmailParameter = "provider_email";

    public const string EventTypeIdParameter = "event_type_id";

    public const string StartTimeParameter = "start_time";

    public const string EndTimeParameter = "end_time";

    /// <summary>The path of one case.</summary>
    public static string CasePath(Guid caseId) => $"/api/v1/cases/{caseId:D}";

    /// <summary>Path and query of the appointments that overlap the days given, both inclusive, in UTC.</summary>
    public static string AppointmentsPath(LocalDate firstDay, LocalDate lastDay) =>
        $"{Appointments}?{StartDateParameter}={LocalDatePattern.Iso.Format(firstDay)}&{EndDateParameter}={LocalDatePattern.Iso.Format(lastDay)}";

    /// <summary>Path and query of the event types of the providers asked for.</summary>
    public static string EventTypesPath(AvailabilityQuery query) => WithQuery(
        ProviderAvailability,
        ("provider_states", string.Join(',', query.ProviderStates)),
        ("provider_email", query.ProviderEmail),
        ("event_type_id", query.EventTypeId));

    /// <summary>Path and query of the free slots asked for.</summary>
    public static string SlotsPath(SlotQuery query) => WithQuery(
        ProviderAvailability,
        ("provider_states", string.Join(',', query.ProviderStates)),
        ("provider_email", query.ProviderEmail),
        ("event_type_id", query.EventTypeId),
        ("start_time", InstantPattern.ExtendedIso.Format(query.Start)),
        ("end_time", InstantPattern.ExtendedIso.Format(query.End)));

    /// <summary>Path and query of one page of cases.</summary>
    public static string CasesPath(CaseListQuery query) => WithQuery(
        Cases,
        [
            ("startTime", InstantPattern.ExtendedIso.Format(query.Start)),
            ("endTime", InstantPattern.ExtendedIso.Format(query.End)),
            ("status", query.Statuses.Count == 0 ? null : string.Join(',', query.Statuses)),
            ("recordsPerPage", query.RecordsPerPage?.ToString(CultureInfo.InvariantCulture)),
            ("after", query.After),
            .. PartsOf(query.Parts),
        ]);

    /// <summary>Path and query of a case by its id.</summary>
    public static string CaseDetailPath(Guid caseId, CaseParts parts) => WithQuery(CaseDetail, [("caseId", caseId.ToString("D")), .. PartsOf(parts)]);

    /// <summary>Path and query of a case by its submitter's e-mail address.</summary>
    public static string CaseDetailPath(string email, CaseParts parts) => WithQuery(CaseDetail, [("email", email), .. PartsOf(parts)]);

    /// <summary>Path and query of one page of users.</summary>
    public static string UsersPath(UserListQuery query) => WithQuery(
        Users,
        ("email", query.EmailPrefix),
        ("limit", query.Limit?.ToString(CultureInfo.InvariantCulture)),
        ("after", query.After));

    /// <summary>Documents are asked for by address: with their contents an answer has no bound.</summary>
    private static IEnumerable<(string Name, string? Value)> PartsOf(CaseParts parts) =>
    [
        ("includeAttachments", parts.HasFlag(CaseParts.Attachments) ? "true" : null),
        ("documentFormat", parts.HasFlag(CaseParts.Attachments) ? DocumentFormats.Url : null),
        ("includeCalendarEvents", parts.HasFlag(CaseParts.CalendarEvents) ? "true" : null),
    ];

    /// <summary>Leaves out what is null and escapes what is not.</summary>
    private static string WithQuery(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var present = parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value ?? "")}");
        return string.Join('&', present) is { Length: > 0 } query ? $"{path}?{query}" : path;
    }
}
