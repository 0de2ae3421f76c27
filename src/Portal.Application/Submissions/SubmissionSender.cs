using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.ApiClient.Care360;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Application.Organizations;
using Portal.Storage;
using Portal.Storage.Changes;

namespace Portal.Application.Submissions;

/// <summary>
/// Sends what is queued. Claim, committed; lease checked again; one request; outcome recorded by compare-and-set.
/// Killed anywhere in between, it leaves a row that the sweeper turns into Unknown.
/// </summary>
internal sealed partial class SubmissionSender(
    Database database,
    SubmissionStore submissions,
    SyncStore syncs,
    OrganizationDirectory organizations,
    ICare360Api care360,
    IOptions<SubmissionOptions> options,
    ILogger<SubmissionSender> logger) : BackgroundService
{
    private static readonly TimeSpan RecordPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RecordLimit = TimeSpan.FromMinutes(10);

    /// <summary>Unique per replica and start: a process that comes back is someone else.</summary>
    private readonly string _holder = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<SubmissionKey, Task> _inFlight = new();

    /// <summary>Claims one submission and sends it. False when it could not be claimed.</summary>
    public async Task<bool> SendAsync(SubmissionKey key, CancellationToken stoppingToken)
    {
        // The deadline starts before the claim is written, so it always ends before the lease does.
        var clock = Stopwatch.StartNew();
        var claimed = await submissions.StepAsync(
            key, (status, now) => SubmissionRules.Claim(status, _holder, now, options.Value), person: null, stoppingToken);
        if (claimed is null)
        {
            return false;
        }

        if (await TrySendClaimedAsync(claimed, clock) is { } outcome)
        {
            await RecordAsync(key, claimed.Attempt, outcome, stoppingToken);
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new WakeSignal(database, change => change == Change.Everything || string.Equals(change.Topic, SubmissionStore.Topic, StringComparison.Ordinal));
        await WorkLoop.RunAsync(
            token => StartQueuedAsync(wake, token),
            token => wake.WaitAsync(options.Value.PollInterval, token),
            e => Log.LookFailed(logger, e.GetType().Name),
            stoppingToken);

        // What is on the wire gets its deadline's time to come back, as long as the host allows.
        await Task.WhenAll(_inFlight.Values);
    }

    private async Task StartQueuedAsync(WakeSignal wake, CancellationToken stoppingToken)
    {
        var busy = _inFlight.Keys.CountBy(key => key.OrganizationId).Where(c => c.Value >= options.Value.ParallelPerOrganization).Select(c => c.Key);
        var free = options.Value.Parallel - _inFlight.Count;
        var served = organizations.All.Select(o => o.Id).Except(busy, StringComparer.Ordinal).ToList();
        if (free <= 0 || served.Count == 0)
        {
            return;
        }

        foreach (var key in await submissions.ReadQueuedAsync(served, free, stoppingToken))
        {
            if (_inFlight.Keys.Count(k => string.Equals(k.OrganizationId, key.OrganizationId, StringComparison.Ordinal)) < options.Value.ParallelPerOrganization)
            {
                var done = new TaskCompletionSource();
                if (_inFlight.TryAdd(key, done.Task))
                {
                    _ = RunAsync(key, done, wake, stoppingToken);
                }
            }
        }
    }

    private async Task RunAsync(SubmissionKey key, TaskCompletionSource done, WakeSignal wake, CancellationToken stoppingToken)
    {
        try
        {
            await SendAsync(key, stoppingToken);
        }
        catch (Exception e)
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.SendFailed(logger, key.OrganizationId, key.Id, e.GetType().Name);
            }
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
            done.SetResult();
            wake.Wake();
        }
    }

    /// <summary>Null when the lease is gone: then nothing was sent, and what the row says is somebody else's to change.</summary>
    private async Task<SendOutcome?> TrySendClaimedAsync(SubmissionRow claimed, Stopwatch clock)
    {
        var key = new SubmissionKey(claimed.OrganizationId, claimed.Id);
        var newest = await submissions.ReadAsync(key, CancellationToken.None);
        if (newest is not { Row: var row, Now: var now } || !SubmissionRules.MayStillSend(row.Status, claimed.Attempt, _holder, now))
        {
            Log.LeaseLost(logger, key.OrganizationId, key.Id, claimed.Attempt);
            return null;
        }

        var left = options.Value.Deadline - clock.Elapsed;
        return left <= TimeSpan.Zero
            ? new SendOutcome.NeverSent("There was no time left to send it.")
            : await SendClaimedAsync(claimed, left);
    }

    private async Task<SendOutcome> SendClaimedAsync(SubmissionRow claimed, TimeSpan left)
    {
        // Not the host's stopping token: a request cut off by a shutdown would be one more unknown outcome.
        using var deadline = new CancellationTokenSource(left);
        try
        {
            return claimed.Operation switch
            {
                SubmissionOperation.CreateCalendarEvent => SendOutcome.OfCreate(
                    await care360.CreateCalendarEventAsync(claimed.OrganizationId, CaseOf(claimed), CaseEventRequests.ReadDetails(claimed), claimed.Id, deadline.Token),
                    created => CalendarStore.CanonicalId(created.CalendarEventId)),
                SubmissionOperation.CancelCalendarEvent => SendOutcome.OfCancel(
                    await care360.CancelCalendarEventAsync(
                        claimed.OrganizationId, CaseOf(claimed), CaseEventRequests.ReadCancel(claimed).UpstreamId, claimed.Id, deadline.Token)),
                SubmissionOperation.ScheduleAppointment => SendOutcome.OfCreate(
                    await care360.ScheduleAppointmentAsync(claimed.OrganizationId, AppointmentRequests.Read(claimed).Request, claimed.Id, deadline.Token)),
                SubmissionOperation.CancelAppointment => SendOutcome.OfCancel(
                    await care360.CancelAppointmentAsync(claimed.OrganizationId, AppointmentRequests.ReadCancel(claimed), claimed.Id, deadline.Token)),
                _ => throw new InvalidOperationException($"No way to send {claimed.Operation}."),
            };
        }
        catch (Exception e)
        {
            // The client promises an outcome for every answer and fault; what escapes it proves nothing.
            Log.SendFailed(logger, claimed.OrganizationId, claimed.Id, e.GetType().Name);
            return new SendOutcome.Unclear(e is OperationCanceledException ? "No answer came in time." : "The request failed in an unexpected way.");
        }
    }

    private static Guid CaseOf(SubmissionRow claimed) => Guid.Parse(claimed.CaseId ?? throw new InvalidOperationException($"Submission {claimed.Id} has no case."));

    /// <summary>Writes the outcome down, again and again while the database refuses: an answer that is lost here becomes an unknown for people.</summary>
    private async Task RecordAsync(SubmissionKey key, int attempt, SendOutcome outcome, CancellationToken stoppingToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var honoursKey = organizations.Find(key.OrganizationId)?.Care360HonoursIdempotencyKey ?? false;
                var recorded = await submissions.StepAsync(
                    key,
                    (status, now) => SubmissionRules.Record(status, attempt, outcome, honoursKey, now, options.Value),
                    person: null,
                    CancellationToken.None);
                if (recorded is null)
                {
                    await submissions.NoteLateAnswerAsync(key, attempt, outcome.GetType().Name, CancellationToken.None);
                }
                else if (NeedsReading(recorded))
                {
                    await syncs.SignalAsync(key.OrganizationId, CancellationToken.None);
                }

                return;
            }
            catch (Exception e) when (clock.Elapsed < RecordLimit && !stoppingToken.IsCancellationRequested)
            {
                Log.RecordFailed(logger, key.OrganizationId, key.Id, e.GetType().Name);
                await Task.WhenAny(Task.Delay(RecordPause, stoppingToken));
            }
        }
    }

    /// <summary>Only the service's list tells the id of what was booked, and soonest what became of an unclear create.</summary>
    private static bool NeedsReading(SubmissionRow recorded) =>
        recorded is { UpstreamId: null, Status.State: SubmissionState.Confirmed or SubmissionState.Unknown } && recorded.Operation.IsCreate();

    private static partial class Log
    {
        [LoggerMessage(2005, LogLevel.Warning, "Submission {SubmissionId} of {OrganizationId}: attempt {Attempt} was not sent, its lease is gone")]
        public static partial void LeaseLost(ILogger logger, string organizationId, string submissionId, int attempt);

        [LoggerMessage(2002, LogLevel.Warning, "Submission {SubmissionId} of {OrganizationId}: sending failed: {Kind}")]
        public static partial void SendFailed(ILogger logger, string organizationId, string submissionId, string kind);

        [LoggerMessage(2003, LogLevel.Error, "Submission {SubmissionId} of {OrganizationId}: its outcome could not be stored and is tried again: {Kind}")]
        public static partial void RecordFailed(ILogger logger, string organizationId, string submissionId, string kind);

        [LoggerMessage(2004, LogLevel.Warning, "Looking for queued submissions failed: {Kind}")]
        public static partial void LookFailed(ILogger logger, string kind);
    }
}
