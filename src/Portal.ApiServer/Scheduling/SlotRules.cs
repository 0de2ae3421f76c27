using NodaTime;

namespace Portal.ApiServer.Scheduling;

/// <summary>
/// Which slots of an event type are free. Pure: the same rules say what is shown and what may be booked.
/// </summary>
/// <remarks>
/// Hours are wall-clock time of the provider's zone, lengths and steps are elapsed time. Where clocks go forward over either end of a
/// window, that end is the moment of the change; where they go back over it, the window starts with the first of the two times and ends
/// with the second. So a window that holds the change has an hour less or more, as the provider's day has.
/// </remarks>
internal static class SlotRules
{
    /// <summary>
    /// The free slots that start in the range (end exclusive), by start, none twice: inside one window of the hours, not before the
    /// minimum notice is over, in the future, on no day after the horizon, and with both buffers clear of everything busy.
    /// </summary>
    /// <param name="eventType">What is to be booked.</param>
    /// <param name="range">Bounded.</param>
    /// <param name="busy">What the provider already has, buffers of appointments included; in any order, may overlap.</param>
    /// <param name="now">The clock.</param>
    public static IReadOnlyList<Interval> FreeSlots(EventType eventType, Interval range, IEnumerable<Interval> busy, Instant now)
    {
        if (Bookable(eventType, range, now) is not { } bookable)
        {
            return [];
        }

        var taken = Merge(busy);
        var next = 0;
        var free = new List<Interval>();
        foreach (var slot in SlotsOf(eventType, bookable))
        {
            var needed = eventType.BusyAround(slot);
            while (next < taken.Count && taken[next].End <= needed.Start)
            {
                next++;
            }

            if (next == taken.Count || taken[next].Start >= needed.End)
            {
                free.Add(slot);
            }
        }

        return free;
    }

    /// <summary>The free slot that starts exactly then; null when there is none.</summary>
    public static Interval? FreeSlotAt(EventType eventType, Instant start, IEnumerable<Interval> busy, Instant now)
    {
        // One nanosecond, because the last millisecond of the year 9999 has no next one; no start is finer than a millisecond.
        var slots = FreeSlots(eventType, new Interval(start, start.PlusNanoseconds(1)), busy, now);
        return slots.Count == 0 ? null : slots[0];
    }

    /// <summary>Everything that may touch a slot that starts in the range, buffers included: what to look up as busy. Null when nothing may be booked in it.</summary>
    public static Interval? Reach(EventType eventType, Interval range, Instant now) => Bookable(eventType, range, now) is { } bookable
        ? new Interval(bookable.Start - eventType.BufferBefore, bookable.End + eventType.Length + eventType.BufferAfter)
        : null;

    /// <summary>When a window of a date begins and ends; null when clocks go forward over the whole of it.</summary>
    public static Interval? TimesOf(TimeWindow window, LocalDate date, DateTimeZone zone)
    {
        var midnight = date.AtMidnight();
        var first = zone.MapLocal(midnight.PlusMinutes(window.StartMinute));
        var last = zone.MapLocal(midnight.PlusMinutes(window.EndMinute));
        var start = first.Count == 0 ? first.LateInterval.Start : first.First().ToInstant();
        var end = last.Count == 0 ? last.LateInterval.Start : last.Last().ToInstant();
        return start < end ? new Interval(start, end) : null;
    }

    /// <summary>The part of the range in which a slot may start. Null when there is none.</summary>
    private static Interval? Bookable(EventType eventType, Interval range, Instant now)
    {
        // One millisecond after now is the least that is in the future.
        var earliest = Instant.Max(range.Start, now + Duration.Max(eventType.MinimumNotice, Duration.FromMilliseconds(1)));
        var dayAfter = now.InZone(eventType.Zone).Date.PlusDays(eventType.HorizonDays + 1);
        var latest = Instant.Min(range.End, eventType.Zone.AtStartOfDay(dayAfter).ToInstant());
        return earliest < latest ? new Interval(earliest, latest) : null;
    }

    /// <summary>Every slot of the hours that starts in the range, by start.</summary>
    private static IEnumerable<Interval> SlotsOf(EventType eventType, Interval range)
    {
        // A window may reach past its date's midnights where clocks change there, so one day more on either side.
        var first = range.Start.InZone(eventType.Zone).Date.PlusDays(-1);
        var last = range.End.InZone(eventType.Zone).Date.PlusDays(1);
        var starts = new SortedSet<Instant>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            foreach (var window in eventType.Hours.On(date))
            {
                if (TimesOf(window, date, eventType.Zone) is { } times)
                {
                    AddStarts(starts, eventType, times, range);
                }
            }
        }

        return starts.Select(start => new Interval(start, start + eventType.Length));
    }

    private static void AddStarts(SortedSet<Instant> starts, EventType eventType, Interval window, Interval range)
    {
        for (var start = window.Start; start + eventType.Length <= window.End && start < range.End; start += eventType.SlotInterval)
        {
            if (start >= range.Start)
            {
                starts.Add(start);
            }
        }
    }

    /// <summary>The same times as disjoint intervals in order.</summary>
    private static List<Interval> Merge(IEnumerable<Interval> busy)
    {
        var merged = new List<Interval>();
        foreach (var interval in busy.Where(interval => interval.Duration > Duration.Zero).OrderBy(interval => interval.Start))
        {
            if (merged.Count > 0 && interval.Start <= merged[^1].End)
            {
                merged[^1] = new Interval(merged[^1].Start, Instant.Max(merged[^1].End, interval.End));
            }
            else
            {
                merged.Add(interval);
            }
        }

        return merged;
    }
}
