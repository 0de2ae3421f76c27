namespace Portal.Application.Booking;

/// <summary>What can be booked: an event type of a provider, as the service and the organisation's configuration know it.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Name">For people.</param>
/// <param name="Minutes">How long it takes; null where neither the service nor the configuration says it.</param>
/// <param name="ProviderName">Whom the appointment is with.</param>
/// <param name="ProviderEmail">Null where the service gives none.</param>
/// <param name="Locations">The location types to choose from, never empty: all of the contract's where neither the service nor the configuration says them.</param>
public sealed record BookableEventType(
    string Id, string Name, int? Minutes, string ProviderName, string? ProviderEmail, IReadOnlyList<string> Locations)
{
    /// <summary>What an appointment is taken to last until the service tells its end, where <see cref="Minutes"/> is null.</summary>
    public const int AssumedMinutes = 30;
}

/// <summary>The event types of an organisation.</summary>
/// <param name="Types">By name, then provider; empty when there is nothing to book.</param>
/// <param name="Problem">Why the service could not be asked just now, for people; the types are then the last known, or the configured ones.</param>
public sealed record EventTypeList(IReadOnlyList<BookableEventType> Types, string? Problem);
