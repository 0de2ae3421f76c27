using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Application.Organizations;

namespace Portal.Application.Submissions;

/// <summary>Turns expired claims into Unknown, and queues what has waited long enough. Every replica runs one; the rows decide who is first.</summary>
internal sealed partial class SubmissionSweeper(
    SubmissionStore submissions, OrganizationDirectory organizations, IOptions<SubmissionOptions> options, ILogger<SubmissionSweeper> logger) : BackgroundService
{
    /// <summary>Sweeps once; how many rows changed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var changed = 0;
        var byId = organizations.All.ToDictionary(o => o.Id, StringComparer.Ordinal);
        foreach (var key in await submissions.ReadDueAsync([.. byId.Keys], cancellationToken))
        {
            var honoursKey = byId[key.OrganizationId].Care360HonoursIdempotencyKey;
            var row = await submissions.StepAsync(
                key,
                (status, now) => SubmissionRules.Sweep(status, honoursKey, now, options.Value) ?? SubmissionRules.Due(status, honoursKey, now, options.Value),
                person: null,
                cancellationToken);
            changed += row is null ? 0 : 1;
        }

        return changed;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        WorkLoop.RunAsync(SweepAsync, WorkLoop.Every(options.Value.PollInterval), e => Log.SweepFailed(logger, e.GetType().Name), stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Warning, "Sweeping submissions failed: {Kind}")]
        public static partial void SweepFailed(ILogger logger, string kind);
    }
}
