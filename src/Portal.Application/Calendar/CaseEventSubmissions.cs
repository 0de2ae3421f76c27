using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
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

    /// <summary>As the column's check says.</summary>
    private const int LongestNote = 500;

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

                return await CalendarStore.TryInsertAsync(write, key.OrganizationId, key.Id, clean, zones.VersionId, person, await submissions.NowAsync(write))
                    ? new CreateEventResult.Submitted(key.Id)
                    : throw new InvalidOperationException("A form had the id of an item that it did not make.");
            },
            cancellationToken);

        bool IsRepeat(SubmissionRow known) =>
            string.Equals(known.RequestJson, request, StringComparison.Ordinal)
            && string.Equals(known.CaseId, clean.CaseId, StringComparison.Ordinal)
            && string.Equals(known.CreatedById, caller.PersonId, StringComparison.Ordinal);
    }

    /// <summary>See <see cref="CalendarService.CancelEventAsync"/>.</summary>
    public async Task<CancelEventResult> CancelAsync(Caller caller, string formId, string itemId, string? reason, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(formId, out var form))
        {
            return new CancelEventResult.NotPossible("This form is no longer valid. Open it again.");
        }

        if (WhyNotKept(reason) is { } why)
        {
            return new CancelEventResult.NotPossible(why);
        }

        var key = new SubmissionKey(caller.OrganizationId, form.ToString("D"));
        return await database.WriteAsync<CancelEventResult>(
            async write =>
            {
                if (await CalendarStore.FindAsync(write, key.OrganizationId, itemId) is not { } item)
                {
                    return new CancelEventResult.NotFound();
                }

                if (await SubmissionStore.FindAsync(write, key) is { } known)
                {
                    return string.Equals(known.ItemId, item.Id, StringComparison.Ordinal)
                        ? new CancelEventResult.Submitted()
                        : new CancelEventResult.NotPossible("This form is no longer valid. Open it again.");
                }

                return item.State switch
                {
                    ItemState.Cancelling or ItemState.Cancelled => new CancelEventResult.Submitted(),
                    ItemState.CancelUnconfirmed => await RepeatCancelAsync(write, item, reason, caller),
                    ItemState.Confirmed => await StartCancelAsync(write, key, item, reason, caller),
                    ItemState.Removed => new CancelEventResult.NotPossible("The service no longer lists this event."),
                    ItemState.Rejected => new CancelEventResult.NotPossible("This event was never created."),
                    _ => new CancelEventResult.NotPossible("It is not known yet whether this event was created. Wait until it is confirmed."),
                };
            },
            cancellationToken);
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
            : WhyNotKept(reason) is { } why ? Task.FromResult<ItemDecisionResult>(new ItemDecisionResult.NotPossible(why))
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

    /// <summary>Why a reason cannot be kept in the history, for people; null when it can.</summary>
    private static string? WhyNotKept(string? reason) => NullIfBlank(reason) switch
    {
        { Length: > LongestNote } => "The reason may have at most 500 characters.",
        { } text when text.Contains('\0', StringComparison.Ordinal) => "The reason holds a character that cannot be stored.",
        _ => null,
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Finer parts are cut off, as the store and the contract do.</summary>
    public static Instant ToMilliseconds(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private async Task<CancelEventResult> StartCancelAsync(WriteTransaction write, SubmissionKey key, ItemRow item, string? reason, Caller caller)
    {
        if (item is not { UpstreamId: { } upstreamId, CaseId: { } caseId })
        {
            return new CancelEventResult.NotPossible("The service has not told this event's id yet. Try again after the next update.");
        }

        if (item.Source != CalendarSource.CaseEvent || !string.Equals(item.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal))
        {
            return new CancelEventResult.NotPossible("This appointment was not made as a case event, so it cannot be cancelled here.");
        }

        var request = JsonSerializer.Serialize(new CancelRequest(upstreamId, NullIfBlank(reason)), CaseEventRequests.Json);
        if (await CalendarStore.TrySetCancellingAsync(write, key.OrganizationId, item.Id, key.Id, await submissions.NowAsync(write)))
        {
            var isStored = await submissions.TryInsertAsync(
                write, key, SubmissionOperation.CancelCalendarEvent, item.Id, caseId, request, upstreamId, NullIfBlank(reason), Person.Of(caller));
            return isStored ? new CancelEventResult.Submitted() : throw new InvalidOperationException("A cancellation form was used for two items at once.");
        }

        // Someone else was quicker: one cancellation is enough.
        return new CancelEventResult.Submitted();
    }

    private async Task<CancelEventResult> RepeatCancelAsync(WriteTransaction write, ItemRow item, string? reason, Caller caller)
    {
        if (item.SubmissionId is { } id)
        {
            await submissions.StepAsync(
                write,
                new SubmissionKey(caller.OrganizationId, id),
                (status, now) => SubmissionRules.RepeatCancel(status, NullIfBlank(reason), now),
                Person.Of(caller));
        }

        return new CancelEventResult.Submitted();
    }

    private Task<ItemDecisionResult> DecideAsync(
        Caller caller, string itemId, Func<WriteTransaction, ItemRow, SubmissionKey, Task<ItemDecisionResult>> decide, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write => await CalendarStore.FindAsync(write, caller.OrganizationId, itemId) is { } item
                ? await decide(write, item, new SubmissionKey(caller.OrganizationId, item.Id))
                : new ItemDecisionResult.NotFound(),
            cancellationToken);
}
