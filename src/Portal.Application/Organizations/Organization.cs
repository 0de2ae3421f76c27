namespace Portal.Application.Organizations;

/// <summary>What the portal's code may know of an organisation: everything but its keys.</summary>
/// <param name="Id">Lower-case id, also in URLs.</param>
/// <param name="Name">For display.</param>
/// <param name="TimeZone">IANA id known to this tzdb.</param>
/// <param name="Care360HonoursIdempotencyKey">Whether an unclear create may be sent again under the same key.</param>
public sealed record Organization(string Id, string Name, string TimeZone, bool Care360HonoursIdempotencyKey);
