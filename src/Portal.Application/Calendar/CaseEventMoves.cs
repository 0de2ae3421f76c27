using System.Text.Json;
using Dapper;
using NodaTime;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Submissions;
using Portal.Storage;

namespace Portal.Application.Calendar;

/// <summary>
/// Another time for a case event, which the API does not know: a create that names the item it replaces, and that item's cancellation once the
/// create is confirmed. Its callers have checked the role.
/// </summary>
internal sealed class CaseEventMoves(Database database, SubmissionStore submissions, NewCaseEventValidator validator, IDateTimeZoneProvider zones)
{
    /// <summary>See <see cref="CalendarService.MoveEventAsync"/>.</summary>
    public async Task<MoveEventResult> MoveAsync(Caller caller, string formId, string itemId, Instant start, Instant end, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(formId, out var form))
        {
            return new MoveEventResult.NotPossible("This form is no longer valid. Open it again.");
        }

        (start, end) = (CaseEventSubmissions.ToMilliseconds(start), CaseEventSubmissions.ToMilliseconds(end));
        var key = new SubmissionKey(caller.OrganizationId, form.ToString("D"));
        return await database.WriteAsync<MoveEventResult>(
            async write =>
            {
                if (await CalendarStore.FindAsync(write, key.OrganizationId, itemId) is not { } item)
                {
                    return new MoveEventResult.NotFound();
                }

                if (await SubmissionStore.FindAsync(write, key) is { } known)
                {
                    return Repeated(known, item);
                }

                if (WhyNotMoved(item) is { } why)
                {
                    return new MoveEventResult.NotPossible(why);
                }

                return item.StartAt == start && item.EndAt == end
                    ? new MoveEventResult.NotPossible("The event is already at this time.")
                    : await StartMoveAsync(write, key, item, start, end, Person.Of(caller), cancellationToken)
                    // The same form may have been stored by a call at the same moment.
                    ?? (await SubmissionStore.FindAsync(write, key) is { } stored
                        ? Repeated(stored, item)
                        : new MoveEventResult.NotPossible("This event is already being moved. Wait until that is done."));
            },
            cancellationToken);

        MoveEventResult Repeated(SubmissionRow known, ItemRow item) =>
            IsRepeat(known, item) ? new MoveEventResult.Submitted(known.ItemId) : new MoveEventResult.NotPossible("This form is no longer valid. Open it again.");

        bool IsRepeat(SubmissionRow known, ItemRow item) =>
            string.Equals(known.ReplacesItemId, item.Id, StringComparison.Ordinal)
            && string.Equals(known.CreatedById, caller.PersonId, StringComparison.Ordinal)
            && CaseEventRequests.ToEntered(known) is var entered && entered.Start == start && entered.End == end;
    }

    /// <summary>The item that this one took, or is to take, the place of, and the one that is to take its place: the newest of each; null for none.</summary>
    public Task<ItemMoves> ReadAsync(string organizationId, string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var from = await connection.QueryFirstOrDefaultAsync<MoveRow>(
                    """
                    SELECT i.id AS Id, i.start_at AS StartAt, i.end_at AS EndAt, i.state AS StateName
                    FROM submissions s JOIN calendar_items i ON i.organization_id = s.organization_id AND i.id = s.replaces_item_id
                    WHERE s.organization_id = @organizationId AND s.id = @itemId
                    """,
                    new { organizationId, itemId });
                var to = await connection.QueryFirstOrDefaultAsync<MoveRow>(
                    """
                    SELECT i.id AS Id, i.start_at AS StartAt, i.end_at AS EndAt, i.state AS StateName
                    FROM submissions s JOIN calendar_items i ON i.organization_id = s.organization_id AND i.id = s.item_id
                    WHERE s.organization_id = @organizationId AND s.replaces_item_id = @itemId
                    ORDER BY s.created_at DESC, s.id LIMIT 1
                    """,
                    new { organizationId, itemId });
                return new ItemMoves(from?.ToMove(), to?.ToMove());
            },
            cancellationToken);

    /// <summary>Why an item cannot be given another time, for people; null when it can.</summary>
    private static string? WhyNotMoved(ItemRow item) => item.State switch
    {
        ItemState.Confirmed when item.Source != CalendarSource.CaseEvent || !string.Equals(item.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal) =>
            "This appointment was not made as a case event, so it cannot be moved here.",
        ItemState.Confirmed when item is { UpstreamId: null } or { CaseId: null } => "The service has not told this event's id yet. Try again after the next update.",
        ItemState.Confirmed when item is { MeetingLink: null } or { Location: null } =>
            "The service did not tell this event's meeting link or location type, which an event at another time needs. Cancel it and enter it again.",
        ItemState.Confirmed => null,
        ItemState.Cancelling or ItemState.CancelUnconfirmed => "This event is being cancelled.",
        ItemState.Cancelled or ItemState.Removed => "This event no longer exists.",
        ItemState.Rejected => "This event was never created.",
        _ => "It is not known yet whether this event was created. Wait until it is confirmed.",
    };

    /// <summary>Null when the form, or another move of the item, is stored already.</summary>
    private async Task<MoveEventResult?> StartMoveAsync(
        WriteTransaction write, SubmissionKey key, ItemRow item, Instant start, Instant end, Person person, CancellationToken cancellationToken)
    {
        var moved = CaseEventSubmissions.Clean(new NewCaseEvent(
            item.CaseId ?? "", item.Title, item.Description, start, end, item.TimeZone, item.MeetingLink ?? "", item.Location ?? "", item.ProviderName, item.ProviderEmail));
        var validation = await validator.ValidateAsync(moved, cancellationToken);
        if (!validation.IsValid)
        {
            return new MoveEventResult.Invalid([.. validation.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorCode, e.ErrorMessage))]);
        }

        var request = JsonSerializer.Serialize(CaseEventRequests.ToDetails(moved), CaseEventRequests.Json);
        if (!await submissions.TryInsertAsync(
            write, key, SubmissionOperation.CreateCalendarEvent, key.Id, moved.CaseId, request, upstreamId: null, note: null, person, replacesItemId: item.Id))
        {
            return null;
        }

        return await CalendarStore.TryInsertAsync(write, NewItem.Of(moved, key), zones.VersionId, person, await submissions.NowAsync(write))
            ? new MoveEventResult.Submitted(key.Id)
            : throw new InvalidOperationException("A form had the id of an item that it did not make.");
    }

    private sealed record MoveRow
    {
        public string Id { get; init; } = "";

        public Instant StartAt { get; init; }

        public Instant EndAt { get; init; }

        public string StateName { get; init; } = "";

        public ItemMove ToMove() => new(Id, StartAt, EndAt, Enum.Parse<ItemState>(StateName));
    }
}
