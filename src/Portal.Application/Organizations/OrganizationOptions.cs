using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Portal.Application.Organizations;

/// <summary>Section <c>Organizations</c>: one entry per organisation, by its id. A class, not a record: it holds keys.</summary>
public sealed class OrganizationsOptions
{
    public IDictionary<string, OrganizationOptions> ById { get; } = new Dictionary<string, OrganizationOptions>(StringComparer.Ordinal);
}

/// <summary>One organisation as configured, <c>Organizations:{id}:…</c>.</summary>
public sealed class OrganizationOptions
{
    public string? Name { get; set; }

    /// <summary>Tenant id of the organisation's single sign-on.</summary>
    public string? Tenant { get; set; }

    /// <summary>IANA id; shown to people whose own zone is unknown.</summary>
    public string? TimeZone { get; set; }

    public Care360Options Care360 { get; set; } = new();

    public SweeppeaOptions Sweeppea { get; set; } = new();

    /// <summary>By the service's id; letter case does not matter.</summary>
    public IDictionary<string, EventTypeOptions> EventTypes { get; } = new Dictionary<string, EventTypeOptions>(StringComparer.OrdinalIgnoreCase);
}

/// <summary><c>Organizations:{id}:Care360:…</c>.</summary>
public sealed class Care360Options
{
    /// <summary>Absolute address without <c>/api/v1</c>. In <c>Backend:Mode</c> Embedded the embedded server's, unless given.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Secret: left out wherever the options are written down.</summary>
    [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; set; }

    /// <summary>Secret: signs the webhook calls of this upstream. Null: none are taken.</summary>
    [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? WebhookSecret { get; set; }

    /// <summary>Whether this upstream honours <c>Idempotency-Key</c>, so that an unclear create may be sent again. Default: true where embedded, else false.</summary>
    public bool? HonoursIdempotencyKey { get; set; }

    /// <summary>US state codes whose providers can be booked; empty for all.</summary>
    public IReadOnlyList<string> ProviderStates { get; set; } = [];
}

/// <summary><c>Organizations:{id}:EventTypes:{event type id}:…</c>: what the service does not say of an event type, or says in other words.</summary>
public sealed class EventTypeOptions
{
    public string? Name { get; set; }

    public int? DurationMinutes { get; set; }

    /// <summary>Location types of the contract; empty: the service's.</summary>
    public IReadOnlyList<string> Locations { get; set; } = [];

    /// <summary>With it, the type can be booked also where the service lists none.</summary>
    public string? ProviderName { get; set; }

    public string? ProviderEmail { get; set; }
}

/// <summary><c>Organizations:{id}:Sweeppea:…</c>.</summary>
public sealed class SweeppeaOptions
{
    public string? BaseAddress { get; set; }

    /// <summary>Secret: left out wherever the options are written down.</summary>
    [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; set; }
}
