using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Scheduling;

/// <summary>
/// <c>GET /api/v1/calendar/provider-availability</c> (companion 1.4): key (401), rate limit (429), query (400). Without a time range the
/// event types that can be booked, with one the free slots of one event type. What fits nothing is an empty list.
/// </summary>
internal sealed class AvailabilityEndpoint(Care360Gate gate, EventTypeStore store, IClock clock)
{
    public async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context, context.RequestAborted);
        await answer.WriteToAsync(context);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (entered, refusal) = await gate.EnterCalendarAsync(context);
        if (entered is not { } organizationId)
        {
            return refusal ?? FixedAnswers.Unauthorized;
        }

        var (request, errors) = AvailabilityRequest.Read(context.Request.Query);
        if (request is null)
        {
            return ApiAnswer.Refusal(StatusCodes.Status400BadRequest, Care360Texts.InvalidRequest, errors);
        }

        var all = await store.ListAsync(organizationId, request.ProviderEmail, request.EventTypeId, cancellationToken);
        var eventTypes = all.FindAll(eventType => eventType.ProviderStates.Intersect(request.States, StringComparer.Ordinal).Any());
        if (request.Range is not { } range)
        {
            return ApiAnswer.Success(
                Care360Texts.AvailabilityFetched, eventTypes.ConvertAll(ToProviderEventType), Care360Json.Strict.Care360DataIReadOnlyListProviderEventType);
        }

        var slots = new List<ProviderSlots>();
        foreach (var eventType in eventTypes)
        {
            slots.Add(await ReadSlotsAsync(organizationId, eventType, range, cancellationToken));
        }

        return ApiAnswer.Success(Care360Texts.AvailabilityFetched, slots, Care360Json.Strict.Care360DataIReadOnlyListProviderSlots);
    }

    private async Task<ProviderSlots> ReadSlotsAsync(string organizationId, EventType eventType, Interval range, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var busy = SlotRules.Reach(eventType, range, now) is { } reach
            ? await store.ListBusyAsync(organizationId, eventType.ProviderEmail, reach, cancellationToken)
            : [];
        return new ProviderSlots
        {
            ProviderName = eventType.ProviderName,
            ProviderEmail = eventType.ProviderEmail,
            EventTypeId = eventType.Id,
            Slots =
            [
                .. SlotRules.FreeSlots(eventType, range, busy, now)
                    .Select(slot => new AvailableSlot(IsoDateTime.Format(slot.Start), IsoDateTime.Format(slot.End))),
            ],
        };
    }

    private static ProviderEventType ToProviderEventType(EventType eventType) => new()
    {
        ProviderName = eventType.ProviderName,
        ProviderEmail = eventType.ProviderEmail,
        CalendlyLink = eventType.CalendlyLink,
        EventTypeId = eventType.Id,
        EventTypeName = eventType.Name,
        DurationMinutes = (int)eventType.Length.TotalMinutes,
        Locations = eventType.Locations,
    };
}
