using System.Text.Json;
using NodaTime.Text;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>What is kept of a cancellation: the event upstream, and why, for the portal's own record.</summary>
internal sealed record CancelRequest(string UpstreamId, string? Reason);

/// <summary>Turns what a person entered into the contract's request and back.</summary>
internal static class CaseEventRequests
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly InstantPattern Iso = InstantPattern.ExtendedIso;

    public static CalendarEventDetails ToDetails(NewCaseEvent entered) => new()
    {
        Title = entered.Title,
        Description = entered.Description,
        StartTime = Iso.Format(entered.Start),
        EndTime = Iso.Format(entered.End),
        TimeZone = entered.TimeZone,
        MeetingLink = entered.MeetingLink,
        Location = entered.Location,
        Provider = entered is { ProviderName: { } name, ProviderEmail: { } email } ? new CalendarEventProvider(email, name) : null,
    };

    public static CalendarEventDetails ReadDetails(SubmissionRow row) =>
        JsonSerializer.Deserialize<CalendarEventDetails>(row.RequestJson, Json) ?? throw new InvalidOperationException($"Submission {row.Id} has no request.");

    public static CancelRequest ReadCancel(SubmissionRow row) =>
        JsonSerializer.Deserialize<CancelRequest>(row.RequestJson, Json) ?? throw new InvalidOperationException($"Submission {row.Id} has no request.");

    public static NewCaseEvent ToEntered(SubmissionRow row)
    {
        var details = ReadDetails(row);
        return new NewCaseEvent(
            row.CaseId ?? throw new InvalidOperationException($"Submission {row.Id} has no case."),
            details.Title,
            details.Description,
            Iso.Parse(details.StartTime).Value,
            Iso.Parse(details.EndTime).Value,
            details.TimeZone,
            details.MeetingLink,
            details.Location,
            details.Provider?.Name,
            details.Provider?.Email);
    }
}
