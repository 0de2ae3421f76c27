using System.Text.Json;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Drafts;

namespace Portal.Web.Calendar;

/// <summary>The drafts of the event form: what was typed is kept on the server under the id of its form.</summary>
public sealed class EventDrafts(CalendarService calendar, DraftService drafts)
{
    private const string Kind = "case-event";

    /// <summary>The form of the caller's newest draft that was not sent; null when there is none.</summary>
    public async Task<string?> FindOpenFormAsync(Caller caller, CancellationToken cancellationToken)
    {
        var draft = await drafts.FindLatestAsync(caller, Kind, cancellationToken);
        while (draft is not null && await calendar.FindAsync(caller, draft.FormId, cancellationToken) is not null)
        {
            // Its event was sent; the draft was left behind by an interruption or written by another window.
            await drafts.DeleteAsync(caller, Kind, draft.FormId, cancellationToken);
            draft = await drafts.FindLatestAsync(caller, Kind, cancellationToken);
        }

        return draft?.FormId;
    }

    /// <summary>What was typed into a form; null when nothing is kept of it.</summary>
    public async Task<EventFormModel?> ReadAsync(Caller caller, string formId, CancellationToken cancellationToken) =>
        await drafts.FindAsync(caller, Kind, formId, cancellationToken) is { } draft ? JsonSerializer.Deserialize<EventFormModel>(draft.Json) : null;

    /// <summary>Keeps what is typed.</summary>
    /// <exception cref="DraftTooLargeException">It is too long to be kept.</exception>
    public Task SaveAsync(Caller caller, string formId, EventFormModel form, CancellationToken cancellationToken) =>
        drafts.SaveAsync(caller, Kind, formId, JsonSerializer.Serialize(form), cancellationToken);

    public Task DeleteAsync(Caller caller, string formId, CancellationToken cancellationToken) => drafts.DeleteAsync(caller, Kind, formId, cancellationToken);
}
