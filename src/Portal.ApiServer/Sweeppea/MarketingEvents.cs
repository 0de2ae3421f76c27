using NodaTime;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Idempotency;

namespace Portal.ApiServer.Sweeppea;

/// <summary>The operations on marketing events (document 004, companion 2.2), each behind the gate of <see cref="SweeppeaEndpoints"/>.</summary>
internal sealed class MarketingEvents(MarketingEventStore store, IdempotentWrites writes, IClock clock)
{
    private static readonly ApiAnswer TokenRequired = SweeppeaAnswers.Invalid(SweeppeaTexts.Required("EventToken"));
    private static readonly ApiAnswer InThePast = SweeppeaAnswers.Invalid(SweeppeaTexts.EventInThePast);
    private static readonly ApiAnswer ToThePast = SweeppeaAnswers.Invalid(SweeppeaTexts.UpdateToThePast);
    private static readonly ApiAnswer EndNotAfterStart = SweeppeaAnswers.Invalid(SweeppeaTexts.EndNotAfterStart);
    private static readonly ApiAnswer Deleted = SweeppeaAnswers.Message(SweeppeaTexts.EventDeleted);

    public async Task<ApiAnswer> CreateAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        var shape = new MarketingEventShape(call.Body);
        var sent = shape.Read();
        if (shape.FirstError(sent) is { } error)
        {
            return SweeppeaAnswers.Invalid(error);
        }

        var now = clock.GetCurrentInstant();
        var added = MarketingEventRules.Create(call.OrganizationId, sent, now);
        var answer = added.StartAt <= now ? InThePast
            : added.EndAt < added.StartAt ? EndNotAfterStart
            : SweeppeaAnswers.Data(
                StatusCodes.Status201Created, SweeppeaTexts.EventCreated, MarketingEventRules.ToCreated(added), SweeppeaJson.Strict.SweeppeaDataCreatedMarketingEvent);
        return await writes.RunAsync(
            call.OrganizationId,
            call.Idempotency,
            async write =>
            {
                if (answer.Status == StatusCodes.Status201Created)
                {
                    await MarketingEventStore.AddAsync(write, added);
                }

                return answer;
            },
            cancellationToken);
    }

    public async Task<ApiAnswer> ListAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(call.OrganizationId, cancellationToken);
        return SweeppeaAnswers.Data(
            StatusCodes.Status200OK,
            message: null,
            new MarketingEventList(rows.Count, rows.ConvertAll(row => MarketingEventRules.ToEvent(row, isListed: true))),
            SweeppeaJson.Strict.SweeppeaDataMarketingEventList);
    }

    public async Task<ApiAnswer> GetAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        if (call.Text("EventToken") is not { } token)
        {
            return TokenRequired;
        }

        return TokenOf(token) is { } id && await store.FindAsync(call.OrganizationId, id, cancellationToken) is { } row
            ? SweeppeaAnswers.Data(
                StatusCodes.Status200OK, message: null, MarketingEventRules.ToEvent(row, isListed: false), SweeppeaJson.Strict.SweeppeaDataMarketingEvent)
            : SweeppeaAnswers.EventNotFound;
    }

    public async Task<ApiAnswer> UpdateAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        if (call.Text("EventToken") is not { } token)
        {
            return TokenRequired;
        }

        return TokenOf(token) is not { } id
            ? SweeppeaAnswers.EventNotFound
            : await writes.RunAsync(
                call.OrganizationId,
                call.Idempotency,
                async write =>
                {
                    var row = await MarketingEventStore.LockAsync(write, call.OrganizationId, id);
                    var (changed, answer) = row is null ? (null, SweeppeaAnswers.EventNotFound) : Change(row, new MarketingEventShape(call.Body));
                    if (changed is not null)
                    {
                        await MarketingEventStore.UpdateAsync(write, changed);
                    }

                    return answer;
                },
                cancellationToken);
    }

    public async Task<ApiAnswer> DeleteAsync(SweeppeaCall call, CancellationToken cancellationToken)
    {
        if (call.Text("EventToken") is not { } token)
        {
            return TokenRequired;
        }

        return TokenOf(token) is not { } id
            ? SweeppeaAnswers.EventNotFound
            : await writes.RunAsync(
                call.OrganizationId,
                call.Idempotency,
                async write => await MarketingEventStore.DeleteAsync(write, call.OrganizationId, id) ? Deleted : SweeppeaAnswers.EventNotFound,
                cancellationToken);
    }

    private static string? TokenOf(string text) => Guid.TryParseExact(text, "D", out var token) ? token.ToString("D") : null;

    /// <summary>The changed row, or null with the answer that refuses the change. Only a start that the body names must be in the future (companion 2.2).</summary>
    private (MarketingEventRow? Changed, ApiAnswer Answer) Change(MarketingEventRow row, MarketingEventShape body)
    {
        var sent = body.ReadChange();
        var merged = MarketingEventRules.Merge(row, body, sent);
        if (body.FirstError(merged) is { } error)
        {
            return (null, SweeppeaAnswers.Invalid(error));
        }

        var changed = MarketingEventRules.Apply(row, merged);
        if ((body.Has("EventStartDate") || sent.EventStartTime is not null) && changed.StartAt <= clock.GetCurrentInstant())
        {
            return (null, ToThePast);
        }

        return changed.EndAt < changed.StartAt
            ? (null, EndNotAfterStart)
            : (changed, SweeppeaAnswers.Data(
                StatusCodes.Status200OK, SweeppeaTexts.EventUpdated, MarketingEventRules.ToUpdated(changed), SweeppeaJson.Strict.SweeppeaDataUpdatedMarketingEvent));
    }
}
