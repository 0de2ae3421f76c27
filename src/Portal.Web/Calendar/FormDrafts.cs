using System.Text.Json;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Drafts;

namespace Portal.Web.Calendar;

/// <summary>The drafts of a form that makes an item of the calendar: what was filled in is kept on the server under the id of its form, which becomes the item's.</summary>
/// <param name="calendar">Knows which forms were sent.</param>
/// <param name="drafts">Keeps them.</param>
/// <param name="kind">The form.</param>
public abstract class FormDrafts<TForm>(CalendarService calendar, DraftService drafts, string kind)
    where TForm : class
{
    /// <summary>The form of the caller's newest draft that was not sent; null when there is none.</summary>
    public async Task<string?> FindOpenFormAsync(Caller caller, CancellationToken cancellationToken)
    {
        var draft = await drafts.FindLatestAsync(caller, kind, cancellationToken);
        while (draft is not null && await calendar.FindAsync(caller, draft.FormId, cancellationToken) is not null)
        {
            // Its item was sent; the draft was left behind by an interruption or written by another window.
            await drafts.DeleteAsync(caller, kind, draft.FormId, cancellationToken);
            draft = await drafts.FindLatestAsync(caller, kind, cancellationToken);
        }

        return draft?.FormId;
    }

    /// <summary>What was filled in; null when nothing is kept of it.</summary>
    public async Task<TForm?> ReadAsync(Caller caller, string formId, CancellationToken cancellationToken) =>
        await drafts.FindAsync(caller, kind, formId, cancellationToken) is { } draft ? JsonSerializer.Deserialize<TForm>(draft.Json) : null;

    /// <summary>Keeps what is filled in.</summary>
    /// <exception cref="DraftTooLargeException">It is too long to be kept.</exception>
    public Task SaveAsync(Caller caller, string formId, TForm form, CancellationToken cancellationToken) =>
        drafts.SaveAsync(caller, kind, formId, JsonSerializer.Serialize(form), cancellationToken);

    public Task DeleteAsync(Caller caller, string formId, CancellationToken cancellationToken) => drafts.DeleteAsync(caller, kind, formId, cancellationToken);
}
