using System.Collections.Concurrent;
using System.Security.Cryptography;
using NodaTime;
using Portal.Application;
using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>
/// Hands what the document drew of a calendar to its circuit, which begins a moment later and would read and draw the same again: half of what
/// a page costs to open. It is given once, to the same person and address, while nothing was written since. Whoever comes too late, or to
/// another replica, reads for themselves.
/// </summary>
public sealed class Prerendered(IClock clock)
{
    private const int Most = 256;

    private static readonly Duration Limit = Duration.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps it for a while, and returns the secret key; null when too many wait already.</summary>
    /// <param name="drawn">What was drawn.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="address">Of what.</param>
    /// <param name="position"><see cref="CalendarChanges.Position"/> before it was read.</param>
    public string? Keep(DrawnPeriod drawn, Caller caller, CalendarAddress address, long position)
    {
        var now = clock.GetCurrentInstant();
        foreach (var old in _kept.Where(kept => now - kept.Value.At > Limit))
        {
            _kept.TryRemove(old);
        }

        if (_kept.Count >= Most)
        {
            return null;
        }

        var key = RandomNumberGenerator.GetHexString(32);
        _kept[key] = new Kept(drawn, caller.OrganizationId, caller.PersonId, address.ToUrl(), position, now);
        return key;
    }

    /// <summary>What was kept, once; null when it is not there, too old, of another person or address, or something was written since.</summary>
    /// <param name="key">As it was given; null for none.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="address">What is to be shown.</param>
    /// <param name="position"><see cref="CalendarChanges.Position"/> now; the page must be watching already.</param>
    public DrawnPeriod? Take(string? key, Caller caller, CalendarAddress address, long position) =>
        key is not null
        && _kept.TryRemove(key, out var kept)
        && kept.Position == position
        && clock.GetCurrentInstant() - kept.At <= Limit
        && string.Equals(kept.OrganizationId, caller.OrganizationId, StringComparison.Ordinal)
        && string.Equals(kept.PersonId, caller.PersonId, StringComparison.Ordinal)
        && string.Equals(kept.Url, address.ToUrl(), StringComparison.Ordinal)
            ? kept.Drawn
            : null;

    private sealed record Kept(DrawnPeriod Drawn, string OrganizationId, string PersonId, string Url, long Position, Instant At);
}
