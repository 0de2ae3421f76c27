using Portal.Application.Calendar;
using Portal.Application.Submissions;

namespace Portal.Web.Calendar;

/// <summary>The history of an item in words.</summary>
internal static class HistoryText
{
    public static string Of(HistoryEntry entry)
    {
        var isCancel = entry.Operation.IsCancel();
        return entry.What switch
        {
            SubmissionEventKind.Requested => isCancel ? "Cancellation requested" : "Entered",
            SubmissionEventKind.Sent => isCancel ? "Cancellation sent" : "Sent to the service",
            SubmissionEventKind.Confirmed => isCancel ? "Cancelled by the service" : "Confirmed by the service",
            SubmissionEventKind.Refused => isCancel ? "Cancellation refused by the service" : "Refused by the service",
            SubmissionEventKind.Throttled => "The service asked to wait",
            SubmissionEventKind.NotSent => "The service could not be reached; nothing was sent",
            SubmissionEventKind.GivenUp => "Given up; nothing was done",
            SubmissionEventKind.Unclear => "No clear answer from the service",
            SubmissionEventKind.Interrupted => "Interrupted before an answer came",
            SubmissionEventKind.Requeued => "Sent again by itself",
            SubmissionEventKind.RepetitionEnded => "Not tried any more",
            SubmissionEventKind.LateAnswer => "A late answer came; it changed nothing",
            SubmissionEventKind.ReadBack => isCancel ? "Seen to be cancelled" : "Found in the service",
            SubmissionEventKind.FoundByPerson => "Found by a person",
            SubmissionEventKind.NotThereByPerson => "Stated not to be there",
            SubmissionEventKind.SentAgainByPerson => "Stated not to be there, and sent again",
            SubmissionEventKind.RepeatedByPerson => "Cancellation repeated",
            _ => "Removed from the calendar",
        };
    }
}
