using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Scheduling;

/// <summary>What availability is asked for (companion 1.4).</summary>
/// <param name="States">Codes of <see cref="UsStates"/>, at least one; a provider of any of them is meant.</param>
/// <param name="ProviderEmail">Lower-case; null for every provider.</param>
/// <param name="EventTypeId">Null for every event type; given with a range.</param>
/// <param name="Range">Slots that start in it are asked for, the end exclusive; null: the event types themselves are.</param>
internal sealed record AvailabilityRequest(IReadOnlyList<string> States, string? ProviderEmail, string? EventTypeId, Interval? Range)
{
    /// <summary>[ours]</summary>
    private static readonly Duration LongestRange = Duration.FromDays(31);

    /// <summary>The request; otherwise every error as <c>name, text</c>, in documented order, joined by <c>; </c>.</summary>
    public static (AvailabilityRequest? Request, string? Errors) Read(IQueryCollection parameters)
    {
        var query = new QueryShape(parameters);
        var hasRange = query.Has(Care360Routes.StartTimeParameter) || query.Has(Care360Routes.EndTimeParameter);
        var states = ReadStates(query);
        var email = query.Email(Care360Routes.ProviderEmailParameter, isRequired: false);
        var eventTypeId = query.Text(Care360Routes.EventTypeIdParameter, isRequired: hasRange);
        var start = query.Time(Care360Routes.StartTimeParameter, isRequired: hasRange);
        var end = query.Time(Care360Routes.EndTimeParameter, isRequired: hasRange);
        if (end <= start)
        {
            query.Refuse(Care360Routes.EndTimeParameter, Care360Texts.EndTimeNotAfterStartTime);
        }
        else if (end - start > LongestRange)
        {
            query.Refuse(Care360Routes.EndTimeParameter, Care360Texts.RangeTooLong);
        }

        return query.Errors is { } errors
            ? (null, errors)
            : (new AvailabilityRequest(states, email, eventTypeId, start is { } from && end is { } before ? new Interval(from, before) : null), null);
    }

    /// <summary>Blanks around a code and its letter case do not matter.</summary>
    private static string[] ReadStates(QueryShape query)
    {
        if (query.Text(Care360Routes.ProviderStatesParameter, isRequired: true) is not { } text)
        {
            return [];
        }

        var states = text.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
        if (!states.All(UsStates.IsCode))
        {
            query.Refuse(Care360Routes.ProviderStatesParameter, Care360Texts.InvalidState);
        }

        return states;
    }
}
