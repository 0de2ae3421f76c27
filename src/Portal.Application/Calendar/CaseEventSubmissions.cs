using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Application.Submissions;
using Portal.Storage;

namespace Portal.Application.Calendar;

/// <summary>What clinical staff may order and decide about case events. Its callers have checked the role.</summary>
internal sealed class CaseEventSubmissions(
    Database database,
    SubmissionStore submissions,
    NewCaseEventValidator validator,
    IDateTimeZoneProvider zones,
    IOptions<SubmissionOptions> options)
{
    private const string FormIdPath = "FormId";

    /// <summary>See <see cref="CalendarService.CreateEventAsync"/>.</summary>
    public async Task<CreateEventResult> CreateAsync(Caller caller, string formId, NewCaseEvent entered, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(formId, out var form))
        {
            return InvalidForm();
        }

        var validation = await validator.ValidateAsync(entered, cancellationToken);
        if (!validation.IsValid)
        {
            return new CreateEventResult.Invalid([.. validation.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorCode, e.ErrorMessage))]);
        }

        var key = new SubmissionKey(caller.OrganizationId, form.ToString("D"));
        var clean = Clean(entered);
        var request = JsonSerializer.Serialize(CaseEventRequests.ToDetails(clean), CaseEventRequests.Json);
        return await database.WriteAsync<CreateEventResult>(
            async write =>
            {
                var person = Person.Of(caller);
                if (await CalendarStore.FindAsync(write, key.OrganizationId, key.Id) is { CreatedById: null })
                {
                    return InvalidForm();
                }

                if (!await submissions.TryInsertAsync(write, key, SubmissionOperation.CreateCalendarEvent, key.Id, clean.CaseId, request, upstreamId: null, note: null, person))
                {
                    return await SubmissionStore.FindAsync(write, key) is { Operation: SubmissionOperation.CreateCalendarEvent } known
                        ? IsRepeat(known) ? new CreateEventResult.Submitted(known.ItemId) : new CreateEventResult.AlreadySent(known.ItemId)
                        : InvalidForm();
                }

                return await CalendarStore.TryInsertAsync(write, NewItem.Of(clean, key), zones.VersionId, person, await submissions.NowAsync(write))
                    ? new CreateEventResult.Submitted(key.Id)
                    : throw new InvalidOperationException("A form had the id of an item that it did not make.");
            },
            cancellationToken);

        bool IsRepeat(SubmissionRow known) =>
            string.Equals(known.RequestJson, request, StringComparison.Ordinal)
            && string.Equals(known.CaseId, clean.CaseId, StringComparison.Ordinal)
            && string.Equals(known.CreatedById, caller.PersonId, StringComparison.Ordinal);
    }

    /// <summary>See <see cref="CalendarService.ResolveFoundAsync"/>.</summary>
    public Task<ItemDecisionResult> FoundAsync(Caller caller, string itemId, string? upstreamId, CancellationToken cancellationToken)
    {
        var id = string.IsNullOrWhiteSpace(upstreamId) ? null : CalendarStore.CanonicalId(upstreamId.Trim());
        return DecideAsync(
            caller,
            itemId,
            async (write, item, key) =>
                id is not null && await CalendarStore.IsClaimedAsync(write, key.OrganizationId, id, item.Id)
                    ? new ItemDecisionResult.NotPossible("That id already belongs to another entry of this calendar.")
                    : await submissions.StepAsync(write, key, (status, now) => SubmissionRules.Found(status, id, now), Person.Of(caller)) is not null
                        ? new ItemDecisionResult.Done()
                        : new ItemDecisionResult.NotPossible("It is already known what became of this entry."),
            cancellationToken);
    }

    /// <summary>See <see cref="CalendarService.ResolveNotThereAsync"/>.</summary>
    public Task<ItemDecisionResult> NotThereAsync(Caller caller, string itemId, bool sendAgain, string reason, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason)
            ? Task.FromResult<ItemDecisionResult>(new ItemDecisionResult.NotPossible("A reason is required."))
            : Cancellations.WhyNotKept(reason) is { } why ? Task.FromResult<ItemDecisionResult>(new ItemDecisionResult.NotPossible(why))
            : DecideAsync(
                caller,
                itemId,
                async (write, _, key) =>
                    await submissions.StepAsync(
                        write, key, (status, now) => SubmissionRules.NotThere(status, sendAgain, reason.Trim(), now, options.Value), Person.Of(caller)) is not null
                        ? new ItemDecisionResult.Done()
                        : new ItemDecisionResult.NotPossible("This cannot be decided now: a request may still arrive, or it is already known what became of it."),
                cancellationToken);

    /// <summary>See <see cref="CalendarService.DismissAsync"/>.</summary>
    public Task<ItemDecisionResult> DismissAsync(Caller caller, string itemId, CancellationToken cancellationToken) =>
        DecideAsync(
            caller,
            itemId,
            async (write, item, key) =>
            {
                if (item.State != ItemState.Rejected)
                {
                    return new ItemDecisionResult.NotPossible("Only a refused entry can be put away.");
                }

                if (!caller.Is(PortalRoles.Admin) && !string.Equals(item.CreatedById, caller.PersonId, StringComparison.Ordinal))
                {
                    return new ItemDecisionResult.NotAllowed();
                }

                if (!item.IsDismissed && await SubmissionStore.FindAsync(write, key) is { } submission)
                {
                    await CalendarStore.DismissAsync(write, key.OrganizationId, item.Id);
                    await submissions.AddNoteAsync(write, submission, SubmissionEventKind.Dismissed, Person.Of(caller));
                }

                return new ItemDecisionResult.Done();
            },
            cancellationToken);

    /// <summary>See <see cref="CalendarService.ReadRequestAsync"/>.</summary>
    public async Task<NewCaseEvent?> ReadRequestAsync(string organizationId, string itemId, CancellationToken cancellationToken) =>
        await submissions.ReadAsync(new SubmissionKey(organizationId, itemId), cancellationToken) is ({ Operation: SubmissionOperation.CreateCalendarEvent } row, _)
            ? CaseEventRequests.ToEntered(row)
            : null;

    private static CreateEventResult.Invalid InvalidForm() =>
        new([new FieldError(FormIdPath, "form-invalid", "This form is no longer valid. Open it again.")]);

    /// <summary>As it is stored and sent: trimmed, and to the millisecond.</summary>
    public static NewCaseEvent Clean(NewCaseEvent entered) => entered with
    {
        CaseId = CalendarStore.CanonicalId(entered.CaseId),
        Title = entered.Title.Trim(),
        Description = NullIfBlank(entered.Description),
        Start = ToMilliseconds(entered.Start),
        End = ToMilliseconds(entered.End),
        ProviderName = NullIfBlank(entered.ProviderName),
        ProviderEmail = NullIfBlank(entered.ProviderEmail),
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Finer parts are cut off, as the store and the contract do.</summary>
    public static Instant ToMilliseconds(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private Task<ItemDecisionResult> DecideAsync(
        Caller caller, string itemId, Func<WriteTransaction, ItemRow, SubmissionKey, Task<ItemDecisionResult>> decide, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write => await CalendarStore.FindAsync(write, caller.OrganizationId, itemId) is { } item
                ? await decide(write, item, new SubmissionKey(caller.OrganizationId, item.Id))
                : new ItemDecisionResult.NotFound(),
            cancellationToken);
}
