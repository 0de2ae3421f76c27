using Dapper;
using NodaTime;
using Portal.ApiServer.Comments;
using Portal.ApiServer.Configuration;
using Portal.ApiServer.Organizations;
using Portal.ApiServer.People;
using Portal.ApiServer.Scheduling;
using Portal.ApiServer.Sweeppea;
using Portal.ApiServer.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.DemoData;

/// <summary>Writes the demo organisations, their keys, people, cases, comments, event types and events. What exists stays as it is: a cancelled event stays cancelled.</summary>
internal sealed class DemoDataSeeder(Database database, ApiServerSettings settings, IClock clock)
{
    /// <summary>Adds what is missing, in one transaction; a no-op when nothing is.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                var now = clock.GetCurrentInstant();
                foreach (var organization in DemoOrganizations.All)
                {
                    await AddOrganizationAsync(write, organization, now);
                    foreach (var demoCase in organization.Cases)
                    {
                        await AddCaseAsync(write, organization.Id, demoCase, now);
                        await AddCareTeamAsync(write, organization, demoCase, now);
                    }

                    await AddCommentsAsync(write, organization, now);

                    foreach (var eventType in DemoEventTypes.Of(organization))
                    {
                        await EventTypeStore.AddAsync(write, organization.Id, eventType);
                    }

                    await AddMarketingAsync(write, organization, now);
                    foreach (var demoEvent in DemoCalendar.Plan(organization, now))
                    {
                        await AddEventAsync(write, organization, demoEvent, now);
                    }
                }

                if (settings.DemoWebhookBaseUrl is { } portal)
                {
                    await SetWebhooksAsync(write, portal, now);
                }
            },
            cancellationToken);

    /// <summary>Makes the demo organisations call the portal at this address about their events.</summary>
    public Task SetWebhooksAsync(Uri portal, CancellationToken cancellationToken) =>
        database.WriteAsync(write => SetWebhooksAsync(write, portal, clock.GetCurrentInstant()), cancellationToken);

    private static async Task AddOrganizationAsync(WriteTransaction write, DemoOrganization organization, Instant now)
    {
        await OrganizationStore.AddAsync(write, organization.Id, organization.Name, organization.TimeZone, now);
        await OrganizationStore.AddKeyAsync(write, organization.Id, KeyApi.Care360, ApiKey.Hash(organization.Care360Key), now);
        await OrganizationStore.AddKeyAsync(write, organization.Id, KeyApi.Sweeppea, ApiKey.Hash(organization.SweeppeaToken), now);
        foreach (var person in organization.Providers)
        {
            await UserStore.AddAsync(write, organization.Id, ToUser(person, UserRoles.Staff), now);
        }

        foreach (var demoCase in organization.Cases)
        {
            await UserStore.AddAsync(write, organization.Id, ToUser(demoCase.Submitter, UserRoles.Patient), now);
        }
    }

    private static async Task SetWebhooksAsync(WriteTransaction write, Uri portal, Instant now)
    {
        foreach (var id in DemoOrganizations.All.Select(organization => organization.Id))
        {
            // The path and the secrets of the portal's own demo.
            await WebhookStore.SetAsync(write, id, $"{portal.AbsoluteUri.TrimEnd('/')}/webhooks/care360/{id}", $"demo-webhook-{id}", now);
        }
    }

    /// <summary>The last word of a name is the last name, a title such as "Dr." belongs to the first.</summary>
    private static NewUser ToUser(DemoPerson person, string role)
    {
        var name = person.Name.Split(',')[0];
        var blank = name.LastIndexOf(' ');
        return new NewUser(person.Email, name[..blank], name[(blank + 1)..], role);
    }

    private static async Task AddMarketingAsync(WriteTransaction write, DemoOrganization organization, Instant now)
    {
        foreach (var sweepstakes in DemoMarketing.Sweepstakes(organization, now))
        {
            await SweepstakesStore.AddAsync(write, organization.Id, sweepstakes, now);
        }

        foreach (var month in DemoCalendar.MonthsOf(organization, now))
        {
            if (await IsPlannedAsync(write, organization, month))
            {
                continue;
            }

            foreach (var planned in DemoMarketing.Plan(organization, month, now))
            {
                await MarketingEventStore.AddAsync(write, planned);
            }
        }
    }

    /// <summary>
    /// Whether an earlier start planned the month: by its first case event, which is there for good. Marketing events are not, and what was
    /// deleted of them stays deleted.
    /// </summary>
    private static Task<bool> IsPlannedAsync(WriteTransaction write, DemoOrganization organization, LocalDate month) =>
        write.Connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM calendar_events WHERE organization_id = @organizationId AND id = @id)",
            new { organizationId = organization.Id, id = DemoCalendar.FirstIdOf(organization, month) },
            write.Transaction);

    private static Task<int> AddCaseAsync(WriteTransaction write, string organizationId, DemoCase demoCase, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO cases (organization_id, id, short_id, title, status, is_archived, submitter_name, submitter_email, created_at, updated_at)
            VALUES (@organizationId, @id, @shortId, @title, @status, FALSE, @submitterName, @submitterEmail, @opened, @now)
            ON CONFLICT (organization_id, id) DO NOTHING
            """,
            new
            {
                organizationId,
                id = demoCase.Id,
                shortId = demoCase.ShortId,
                title = demoCase.Title,
                status = demoCase.Status,
                submitterName = demoCase.Submitter.Name,
                submitterEmail = demoCase.Submitter.Email,
                opened = now - DemoComments.AgeOfCases,
                now,
            },
            write.Transaction);

    /// <summary>The first provider is the doctor, the next one chose them, and all of them are the team; who is there already stays.</summary>
    private static async Task AddCareTeamAsync(WriteTransaction write, DemoOrganization organization, DemoCase demoCase, Instant now)
    {
        await write.Connection.ExecuteAsync(
            """
            UPDATE cases SET assigned_to_email = @doctor, assigned_by_email = @chosenBy, assigned_at = @now
            WHERE organization_id = @organizationId AND id = @id AND assigned_to_email IS NULL
            """,
            new { organizationId = organization.Id, id = demoCase.Id, doctor = organization.Providers[0].Email, chosenBy = organization.Providers[1].Email, now },
            write.Transaction);
        await write.Connection.ExecuteAsync(
            """
            INSERT INTO case_assignees (organization_id, case_id, email) VALUES (@organizationId, @id, @email)
            ON CONFLICT (organization_id, case_id, email) DO NOTHING
            """,
            organization.Providers.Select(person => new { organizationId = organization.Id, id = demoCase.Id, email = person.Email }),
            write.Transaction);
    }

    private static async Task AddCommentsAsync(WriteTransaction write, DemoOrganization organization, Instant now)
    {
        foreach (var comment in DemoComments.Plan(organization, now))
        {
            var isThere = await write.Connection.ExecuteScalarAsync<bool>(
                "SELECT EXISTS (SELECT 1 FROM case_comments WHERE organization_id = @organizationId AND id = @id)",
                new { organizationId = organization.Id, id = comment.Id },
                write.Transaction);
            if (!isThere)
            {
                await CommentStore.AddAsync(write, comment);
            }
        }
    }

    private static Task<int> AddEventAsync(WriteTransaction write, DemoOrganization organization, DemoEvent demoEvent, Instant now) =>
        write.Connection.ExecuteAsync(
            """
            INSERT INTO calendar_events (
                organization_id, id, case_id, title, description, agent_name, agent_event_id, start_at, end_at, time_zone, meeting_link, location,
                provider_email, provider_name, status, is_deleted, created_at, updated_at)
            VALUES (
                @organizationId, @id, @caseId, @title, @description, @agentName, @agentEventId, @start, @end, @timeZone, @meetingLink, @location,
                @providerEmail, @providerName, 'CONFIRMED', FALSE, @now, @now)
            ON CONFLICT (organization_id, id) DO NOTHING
            """,
            new
            {
                organizationId = organization.Id,
                id = demoEvent.Id,
                caseId = demoEvent.Case.Id,
                title = demoEvent.Meeting.Title,
                description = demoEvent.Meeting.Description,
                agentName = demoEvent.AgentName,
                agentEventId = string.Equals(demoEvent.AgentName, DemoCalendar.OtherAgent, StringComparison.Ordinal) ? demoEvent.Id : null,
                start = demoEvent.Times.Start,
                end = demoEvent.Times.End,
                timeZone = organization.TimeZone,
                meetingLink = demoEvent.MeetingLink,
                location = demoEvent.Location,
                providerEmail = demoEvent.Provider.Email,
                providerName = demoEvent.Provider.Name,
                now,
            },
            write.Transaction);
}
