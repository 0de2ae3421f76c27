using NodaTime;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.Application.Cases;
using Portal.Application.Submissions;

namespace Portal.Application.Calendar;

/// <summary>Decides what a reading of the upstream means for the store, without any I/O.</summary>
internal static class SyncRules
{
    /// <summary>How far the upstream's clock may be behind the database's.</summary>
    public static readonly Duration Skew = Duration.FromMinutes(2);

    /// <summary>
    /// Reads the upstream's list. An item whose times cannot be read, or whose texts cannot be stored, is listed all the same: it is neither stored
    /// nor missed. "No longer listed" is judged up to the day before the last one read: whose day that is, the upstream's documents do not say.
    /// </summary>
    public static Reading Read(IReadOnlyList<Appointment> listed, Instant startedAt, LocalDate firstDay, LocalDate lastDay)
    {
        var present = listed.Where(a => !a.IsDeleted).ToList();
        return new Reading(
            startedAt,
            firstDay.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            lastDay.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            [.. present.Select(ToItem).OfType<UpstreamItem>().Where(IsStorable).DistinctBy(i => i.UpstreamId, StringComparer.Ordinal)],
            present.Select(a => CalendarStore.CanonicalId(a.Id)).ToHashSet(StringComparer.Ordinal),
            [.. present.Select(a => a.Case).OfType<AppointmentCase>().Select(ToCase).Where(IsStorable).DistinctBy(c => c.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Compares a reading with the store.</summary>
    /// <param name="reading">What upstream lists.</param>
    /// <param name="known">The organisation's stored items of this upstream that have not ended before the reading.</param>
    /// <param name="unsettled">Submissions whose outcome or upstream id is open.</param>
    /// <param name="cases">The stored cases by id.</param>
    public static SyncPlan Plan(
        Reading reading, IReadOnlyList<ItemRow> known, IReadOnlyList<SubmissionRow> unsettled, IReadOnlyDictionary<string, KnownCase> cases)
    {
        var byUpstreamId = known.Where(row => row.UpstreamId is not null)
            .OrderBy(row => row.CreatedById is null)
            .DistinctBy(row => row.UpstreamId, StringComparer.Ordinal)
            .ToDictionary(row => row.UpstreamId ?? "", StringComparer.Ordinal);

        // The answer is on its way and knows the id: until it is here, the item that people see as pending would get a double.
        var inFlight = unsettled
            .Where(row => row.UnclearSince is null && row.Status.State == SubmissionState.Sending && row.Operation.IsCreate())
            .Select(SentCreate.Of)
            .ToList();
        return new SyncPlan(
            [.. reading.Items
                .Select(item => byUpstreamId.TryGetValue(item.UpstreamId, out var row) ? item with { Source = row.Source } : item)
                .Where(item => byUpstreamId.TryGetValue(item.UpstreamId, out var row) ? Differs(item, row) : !inFlight.Any(send => send.MayHaveMade(item)))],
            [.. known.Where(row => row.State == ItemState.Confirmed && IsMissed(reading, row))],
            [.. FoundCreates(reading, byUpstreamId, unsettled), .. GoneCancels(reading, known, unsettled)],
            [.. reading.Cases.Where(c => !cases.TryGetValue(c.Id, out var stored) || Differs(c, stored))]);
    }

    /// <summary>
    /// A create counts as found when exactly one unclaimed upstream item is what it asked for and was created after it was first sent, and no other
    /// open create asked for the same. Anything less stays for people to decide.
    /// </summary>
    private static IEnumerable<(SubmissionKey, string?)> FoundCreates(
        Reading reading, Dictionary<string, ItemRow> byUpstreamId, IReadOnlyList<SubmissionRow> unsettled)
    {
        var unclaimed = reading.Items.Where(item => !byUpstreamId.TryGetValue(item.UpstreamId, out var row) || row.CreatedById is null).ToList();
        var creates = unsettled.Where(row => row.Operation.IsCreate()).Select(SentCreate.Of).ToList();
        foreach (var create in creates)
        {
            var matches = unclaimed.Where(create.MayHaveMade).Take(2).ToList();
            if (matches.Count == 1 && creates.Count(create.AsksTheSameAs) == 1)
            {
                yield return (new SubmissionKey(create.Row.OrganizationId, create.Row.Id), matches[0].UpstreamId);
            }
        }
    }

    private static IEnumerable<(SubmissionKey, string?)> GoneCancels(Reading reading, IReadOnlyList<ItemRow> known, IReadOnlyList<SubmissionRow> unsettled)
    {
        var byId = known.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return unsettled
            .Where(row => row.UnclearSince is not null && row.Operation.IsCancel()
                && row.FirstSentAt < reading.StartedAt
                && byId.TryGetValue(row.ItemId, out var item)
                && IsMissed(reading, item, sinceStateChange: false))
            .Select(row => (new SubmissionKey(row.OrganizationId, row.Id), (string?)null));
    }

    /// <summary>Whether the reading would have listed the row if it still were there: known before the reading, in its range, and not over.</summary>
    private static bool IsMissed(Reading reading, ItemRow row, bool sinceStateChange = true) =>
        row.UpstreamId is { } upstreamId
        && !reading.ListedIds.Contains(upstreamId)
        && row.FirstSeenAt < reading.StartedAt
        && (!sinceStateChange || row.StateSince < reading.StartedAt)
        && row.EndAt > reading.StartedAt + Skew
        && row.StartAt < reading.To
        && row.EndAt > reading.From;

    private static bool Differs(UpstreamItem item, ItemRow row) =>
        row.State == ItemState.Removed
        || item.Start != row.StartAt
        || item.End != row.EndAt
        || !string.Equals(item.Title, row.Title, StringComparison.Ordinal)
        || SaysOtherCase(item, row)
        || Says(item.Description, row.Description)
        || Says(item.TimeZone, row.TimeZone)
        || Says(item.Location, row.Location)
        || Says(item.MeetingLink, row.MeetingLink)
        || Says(item.ProviderName, row.ProviderName)
        || Says(item.ProviderEmail, row.ProviderEmail)
        || (row.CreatedById is null && Says(item.AgentName, row.AgentName))
        || (item.CreatedAt is { } created && created != row.UpstreamCreatedAt);

    private static bool Differs(KnownCase listed, KnownCase stored) =>
        Says(listed.ShortId, stored.ShortId) || Says(listed.Title, stored.Title) || Says(listed.Status, stored.Status);

    /// <summary>The case that a person of this portal chose stays.</summary>
    private static bool SaysOtherCase(UpstreamItem item, ItemRow row) => (row.CreatedById is null || row.CaseId is null) && Says(item.CaseId, row.CaseId);

    private static bool Says(string? upstream, string? stored) => upstream is not null && !string.Equals(upstream, stored, StringComparison.Ordinal);

    private static bool IsStorable(UpstreamItem item) => AreStorable(
        item.UpstreamId, item.CaseId, item.Title, item.Description, item.TimeZone, item.Location, item.MeetingLink, item.ProviderName, item.ProviderEmail, item.AgentName);

    private static bool IsStorable(KnownCase known) => AreStorable(known.Id, known.ShortId, known.Title, known.Status);

    /// <summary>JSON can carry U+0000, PostgreSQL's text cannot.</summary>
    private static bool AreStorable(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text?.Contains('\0', StringComparison.Ordinal) == true)
            {
                return false;
            }
        }

        return true;
    }

    private static UpstreamItem? ToItem(Appointment listed)
    {
        if (UpstreamReading.ToInstant(listed.Start) is not { } start || UpstreamReading.ToInstant(listed.End) is not { } end)
        {
            return null;
        }

        return new UpstreamItem
        {
            UpstreamId = CalendarStore.CanonicalId(listed.Id),
            Source = string.Equals(listed.AgentName, CalendarEventDetails.CustomAgent, StringComparison.Ordinal) ? CalendarSource.CaseEvent : CalendarSource.Appointment,
            CaseId = listed.Case is { } ofCase ? CalendarStore.CanonicalId(ofCase.Id) : null,
            Title = string.IsNullOrWhiteSpace(listed.Title) ? listed.Topic ?? "Untitled" : listed.Title,
            Description = listed.Description,
            Start = start,

            // An item without a length would be in no range.
            End = end > start ? end : start + Duration.FromMinutes(1),
            TimeZone = listed.MeetingDetails?.TimeZone,
            Location = listed.MeetingDetails?.Location,
            MeetingLink = listed.MeetingDetails?.MeetingLink,
            ProviderName = listed.MeetingDetails?.ProviderName,
            ProviderEmail = listed.MeetingDetails?.ProviderEmail,
            AgentName = listed.AgentName,
            Reference = listed.MeetingDetails?.Tracking?.SalesforceUuid,
            CreatedAt = UpstreamReading.ToInstant(listed.CreatedAt),
        };
    }

    private static KnownCase ToCase(AppointmentCase listed) => new(CalendarStore.CanonicalId(listed.Id), listed.ShortId, listed.Title, listed.Status);
}
