using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Calendar;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Marketing;

/// <summary>The marketing events among the calendar's items.</summary>
internal sealed class MarketingStore(
    Database database, SubmissionStore submissions, [FromKeyedServices(SyncStore.Sweeppea)] SyncStore syncs, IDateTimeZoneProvider zones)
{
    /// <summary>Makes the calendar what was listed: all events of the account, so that what is missing no longer exists.</summary>
    public Task ApplyAsync(string organizationId, IReadOnlyList<MarketingItem> listed, int unreadable, Instant startedAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                var now = await submissions.NowAsync(write);
                var refused = unreadable;
                foreach (var item in listed.OrderBy(item => item.Token, StringComparer.Ordinal))
                {
                    refused += await SyncStore.TryAsync(write, () => UpsertAsync(write, organizationId, item, now)) ? 0 : 1;
                }

                var known = await write.Connection.QueryAsync<(string Id, string Token)>(
                    "SELECT id, upstream_id FROM calendar_items WHERE organization_id = @organizationId AND source = 'Marketing' AND state = 'Confirmed'",
                    new { organizationId },
                    write.Transaction);
                var tokens = listed.Select(item => item.Token).ToHashSet(StringComparer.Ordinal);
                foreach (var (id, _) in unreadable > 0 ? [] : known.Where(row => !tokens.Contains(row.Token)))
                {
                    await write.Connection.ExecuteAsync(
                        "UPDATE calendar_items SET state = 'Removed', state_since = @now, version = version + 1 WHERE organization_id = @organizationId AND id = @id",
                        new { organizationId, id, now },
                        write.Transaction);
                    write.Announce(new Change(organizationId, ItemProjection.Topic, id));
                }

                var problem = refused == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{refused} of the entries could not be stored.");
                await syncs.FinishAsync(write, organizationId, problem, startedAt, notBefore: null);
            },
            cancellationToken);

    private async Task UpsertAsync(WriteTransaction write, string organizationId, MarketingItem item, Instant now)
    {
        var id = await write.Connection.ExecuteScalarAsync<string?>(
            """
            INSERT INTO calendar_items (organization_id, id, source, upstream_id, title, description, start_at, end_at, all_day_start, all_day_end, time_zone,
                                        tzdb_version, location, meeting_link, state, state_since, first_seen_at, version)
            VALUES (@organizationId, @id, 'Marketing', @Token, @Title, @Description, @Start, @End, @allDayStart, @allDayEnd, 'Etc/UTC',
                    @tzdbVersion, @Place, @Link, 'Confirmed', @now, @now, 1)
            ON CONFLICT (organization_id, source, upstream_id) WHERE upstream_id IS NOT NULL DO UPDATE
            SET title = excluded.title, description = excluded.description, start_at = excluded.start_at, end_at = excluded.end_at,
                all_day_start = excluded.all_day_start, all_day_end = excluded.all_day_end, location = excluded.location,
                meeting_link = excluded.meeting_link, state = 'Confirmed', state_since = excluded.state_since, version = calendar_items.version + 1
            WHERE calendar_items.state <> 'Confirmed' OR calendar_items.title <> excluded.title
               OR calendar_items.start_at <> excluded.start_at OR calendar_items.end_at <> excluded.end_at
               OR calendar_items.description IS DISTINCT FROM excluded.description OR calendar_items.location IS DISTINCT FROM excluded.location
               OR calendar_items.meeting_link IS DISTINCT FROM excluded.meeting_link
               OR calendar_items.all_day_start IS DISTINCT FROM excluded.all_day_start OR calendar_items.all_day_end IS DISTINCT FROM excluded.all_day_end
            RETURNING id
            """,
            new
            {
                organizationId,
                id = Guid.NewGuid().ToString("D"),
                item.Token,
                item.Title,
                item.Description,
                item.Start,
                item.End,
                allDayStart = item.AllDay is { } dates ? LocalDatePattern.Iso.Format(dates.Start) : null,
                allDayEnd = item.AllDay is { } until ? LocalDatePattern.Iso.Format(until.End) : null,
                tzdbVersion = zones.VersionId,
                item.Place,
                item.Link,
                now,
            },
            write.Transaction);
        if (id is not null)
        {
            write.Announce(new Change(organizationId, ItemProjection.Topic, id));
        }
    }
}
