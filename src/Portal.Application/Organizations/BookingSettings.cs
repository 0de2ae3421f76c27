namespace Portal.Application.Organizations;

/// <summary>What an organisation's configuration says about booking.</summary>
/// <param name="ProviderStates">US state codes whose providers are asked for; never empty.</param>
/// <param name="EventTypes">By id; empty when the service's own words are enough.</param>
public sealed record BookingSettings(IReadOnlyList<string> ProviderStates, IReadOnlyList<ConfiguredEventType> EventTypes);

/// <summary>What the configuration says of an event type; null is left to the service.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Name">For people.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Locations">The location types it offers.</param>
/// <param name="ProviderName">With it the type can be booked also while the service does not list it.</param>
/// <param name="ProviderEmail">The provider's address.</param>
public sealed record ConfiguredEventType(
    string Id, string? Name, int? Minutes, IReadOnlyList<string>? Locations, string? ProviderName, string? ProviderEmail);
