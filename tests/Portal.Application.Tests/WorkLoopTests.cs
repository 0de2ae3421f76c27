using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Portal.Application.Drafts;
using Portal.Application.Tests.Organizations;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests;

public sealed class WorkLoopTests
{
    [Fact]
    public async Task RunAsync_WorkThrows_ToldAndGoesOnUntilStopped()
    {
        using var stop = new CancellationTokenSource();
        var (rounds, failures) = (0, 0);

        await WorkLoop.RunAsync(
            _ => ++rounds == 3 ? stop.CancelAsync() : throw new TimeoutException(), _ => Task.CompletedTask, _ => failures++, stop.Token);

        rounds.ShouldBe(3);
        failures.ShouldBe(2);
    }

    [Fact]
    public async Task DraftCleanup_ATimeout_DoesNotEndTheWorker()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(DraftStore).Assembly);
        using var organizations = new OrganizationsFixture(OrganizationsFixture.Valid());
        var clock = new ThrowingClock();
        using var cleanup = new DraftCleanup(new DraftStore(test.Database), organizations.Directory, clock, NullLogger<DraftCleanup>.Instance);

        await cleanup.StartAsync(default);
        await clock.Asked.Task;
        await cleanup.StopAsync(default);

        await cleanup.ExecuteTask.ShouldNotBeNull();
    }

    /// <summary>Throws what Npgsql throws when a connection is not made in time.</summary>
    private sealed class ThrowingClock : IClock
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Instant GetCurrentInstant()
        {
            Asked.TrySetResult();
            throw new TimeoutException();
        }
    }
}
