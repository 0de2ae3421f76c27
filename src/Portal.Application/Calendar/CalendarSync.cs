using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.ApiClient;
using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.Application.Cases;
using Portal.Application.Organizations;
using Portal.Application.Submissions;
using Portal.Storage;
using Portal.Storage.Changes;
using Portal.Storage.Leases;

namespace Portal.Application.Calendar;

/// <summary>
/// Reads every organisation's calendar from Care360, on a schedule and on request, one replica at a time per organisation.
/// Organisations do not wait for each other; a failed reading leaves the data and shows its age.
/// </summary>
internal sealed partial class CalendarSync(
    Database database,
    SyncStore syncs,
    SubmissionStore submissions,
    CaseStore cases,
    LeaseStore leases,
    OrganizationDirectory organizations,
    ICare360Api care360,
    IDateTimeZoneProvider zones,
    IClock clock,
    IOptions<SyncOptions> options,
    ILogger<CalendarSync> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Between two readings of one organisation, so that a burst of webhooks stays far from the upstream's limit of 500 calls a minute.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Reads one organisation now. False when another replica is at it, or it failed; the failure is written down.</summary>
    public Task<bool> SyncAsync(Organization organization, CancellationToken cancellationToken) => UpstreamReading.AloneAsync(
        leases, $"sync:{organization.Id}:{SyncStore.Care360}", _holder, options.Value.Deadline, () => ReadAsync(organization, cancellationToken), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new WakeSignal(database, change => change == Change.Everything || string.Equals(change.Topic, SyncStore.Topic, StringComparison.Ordinal));
        await WorkLoop.RunAsync(token => StartDueAsync(wake, token), token => wake.WaitAsync(PollInterval, token), e => Log.LookFailed(logger, e.GetType().Name), stoppingToken);

        await Task.WhenAll(_running.Values);
    }

    private async Task StartDueAsync(WakeSignal wake, CancellationToken stoppingToken)
    {
        var idle = organizations.All.Where(o => organizations.HasCare360(o.Id) && !_running.ContainsKey(o.Id)).ToDictionary(o => o.Id, StringComparer.Ordinal);
        foreach (var id in await syncs.ReadDueAsync([.. idle.Keys], Duration.FromTimeSpan(options.Value.Interval), stoppingToken))
        {
            var started = new TaskCompletionSource();
            _running[id] = started.Task;
            _ = RunAsync(idle[id], started, wake, stoppingToken);
        }
    }

    private async Task RunAsync(Organization organization, TaskCompletionSource done, WakeSignal wake, CancellationToken stoppingToken)
    {
        var hasRead = false;
        try
        {
            hasRead = await SyncAsync(organization, stoppingToken);
            await Task.Delay(Rest, stoppingToken);
        }
        catch (Exception e)
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.SyncFailed(logger, organization.Id, e.GetType().Name);
            }
        }
        finally
        {
            _running.TryRemove(organization.Id, out _);
            done.SetResult();
            if (hasRead)
            {
                // Something may have changed upstream while it was read. After a failure, or where another replica reads, the poll is soon enough.
                wake.Wake();
            }
        }
    }

    private async Task<bool> ReadAsync(Organization organization, CancellationToken cancellationToken)
    {
        var startedAt = await syncs.BeginAsync(organization.Id, cancellationToken);
        var today = clock.GetCurrentInstant().InUtc().Date;
        var (firstDay, lastDay) = (today.PlusDays(-options.Value.DaysBack), today.PlusDays(options.Value.DaysAhead));
        var listed = await UpstreamReading.AskAsync(
            token => care360.ListAppointmentsAsync(organization.Id, firstDay, lastDay, token),
            options.Value.Deadline,
            e => Log.SyncFailed(logger, organization.Id, e.GetType().Name),
            cancellationToken);
        if (listed is ApiOutcome<IReadOnlyList<Appointment>>.Accepted accepted)
        {
            return await TryStoreAsync(organization, accepted.Value, startedAt, firstDay, lastDay, cancellationToken);
        }

        if (UpstreamReading.FailureOf(listed, "the calendar", options.Value.Interval) is { } failure)
        {
            await syncs.FailAsync(organization.Id, failure.Problem, failure.Pause, cancellationToken);
        }

        return false;
    }

    /// <summary>A fault of ours must show on the page as well: otherwise the calendar grows old and says nothing.</summary>
    private async Task<bool> TryStoreAsync(
        Organization organization, IReadOnlyList<Appointment> listed, Instant startedAt, LocalDate firstDay, LocalDate lastDay, CancellationToken cancellationToken)
    {
        try
        {
            var reading = SyncRules.Read(listed, startedAt, firstDay, lastDay);
            var known = await syncs.ReadKnownAsync(organization.Id, startedAt - Duration.FromDays(options.Value.DaysBack + 1), cancellationToken);
            var unsettled = await submissions.ReadUnsettledAsync(organization.Id, cancellationToken);
            var plan = SyncRules.Plan(reading, known, unsettled, await cases.ReadAllAsync(organization.Id, cancellationToken));
            await syncs.ApplyAsync(organization, plan, startedAt, zones.VersionId, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SyncFailed(logger, organization.Id, e.GetType().Name);
            await syncs.FailAsync(organization.Id, "The calendar was read but could not be stored.", pause: null, cancellationToken);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "Reading the calendar of {OrganizationId} failed: {Kind}")]
        public static partial void SyncFailed(ILogger logger, string organizationId, string kind);

        [LoggerMessage(2102, LogLevel.Warning, "Looking for calendars to read failed: {Kind}")]
        public static partial void LookFailed(ILogger logger, string kind);
    }
}
