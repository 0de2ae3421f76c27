using NodaTime;

namespace Portal.Application.Booking;

/// <summary>Which of the slots that the service lists can be chosen now.</summary>
public static class FreeSlots
{
    /// <summary>Those that start after <paramref name="now"/> and overlap nothing taken; in the order given.</summary>
    /// <param name="listed">As the service lists them.</param>
    /// <param name="taken">What people of this portal hold or have booked; in any order.</param>
    /// <param name="now">The clock.</param>
    public static IReadOnlyList<Interval> Of(IEnumerable<Interval> listed, IReadOnlyList<Interval> taken, Instant now) =>
        [.. listed.Where(slot => slot.Start > now && !taken.Any(other => other.Start < slot.End && slot.Start < other.End))];
}
