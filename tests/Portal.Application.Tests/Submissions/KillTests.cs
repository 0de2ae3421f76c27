using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Submissions;

/// <summary>
/// A real process killed with SIGKILL in mid-submit, on both engines. Afterwards the row is pending, confirmed or unknown, never missing,
/// and the upstream's own log shows that nothing was applied twice. <c>PORTAL_KILL_ROUNDS</c> and <c>PORTAL_KILL_SEED</c> make long runs and replay them.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly Duration LongerThanALease = Duration.FromSeconds(61);

    [Theory, ClassData(typeof(Engines))]
    public async Task Killed_BeforeTheUpstreamReadAByte_UnknownAndNeverSentAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var upstream = new ScriptedUpstream { Reads = false };
        string id;
        using (var host = await PortalProcess.StartAsync(portal.Options, upstream.Address))
        {
            id = await portal.SubmitAsync();
            await upstream.PostUnread.Task;
            host.Kill();
        }

        (await portal.RowAsync(id)).StateName.ShouldBe("sending");
        upstream.Reads = true;
        await RestartAndSettleAsync(portal, upstream);

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);
        upstream.Log.ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Killed_AfterTheUpstreamAppliedIt_ReadBackAndNeverSentAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var upstream = new ScriptedUpstream { Decide = _ => Deed.ApplyAndSayNothing };
        string id;
        using (var host = await PortalProcess.StartAsync(portal.Options, upstream.Address))
        {
            id = await portal.SubmitAsync();
            await upstream.Received.Task;
            host.Kill();
        }

        (await portal.RowAsync(id)).StateName.ShouldBe("sending");
        await RestartAndSettleAsync(portal, upstream);
        upstream.Log.Count.ShouldBe(1);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
        (await portal.AllAsync()).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Killed_AfterTheAnswerWhileTheDatabaseIsLocked_NotLostAndNeverSentAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var upstream = new ScriptedUpstream();
        DbConnection? locked = null;
        upstream.BeforeAnswer = async () => locked ??= await LockAsync(portal.Options);
        string id;
        using (var host = await PortalProcess.StartAsync(portal.Options, upstream.Address))
        {
            id = await portal.SubmitAsync();
            await upstream.AnswerTaken.Task;
            host.Kill();
        }

        await locked.ShouldNotBeNull().DisposeAsync();
        (await portal.RowAsync(id)).StateName.ShouldBe("sending");
        upstream.BeforeAnswer = () => Task.CompletedTask;
        await RestartAndSettleAsync(portal, upstream);

        upstream.Log.Count.ShouldBe(1);
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Confirmed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Killed_AfterTheUpstreamCancelled_Cancelled(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var upstream = new ScriptedUpstream();
        string id;
        using (var host = await PortalProcess.StartAsync(portal.Options, upstream.Address))
        {
            id = await portal.SubmitAsync();
            await Eventually.TrueAsync(async () => (await portal.ItemAsync(id)).State == ItemState.Confirmed, "it is confirmed");
            await portal.Calendar.CancelEventAsync(PortalUnderTest.Clinician, PortalUnderTest.NewForm(), id, null, default);
            await upstream.Cancelled.Task;
            host.Kill();
        }

        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Cancelling);
        using (await PortalProcess.StartAsync(portal.Options, upstream.Address))
        {
            await portal.TimePassesAsync(LongerThanALease);
            await Eventually.TrueAsync(async () => (await portal.ItemAsync(id)).State == ItemState.Cancelled, "it is cancelled");
        }

        upstream.Cancels.Count.ShouldBe(1);
        upstream.Log.Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Killed_AtRandomPoints_NothingLostNothingTwiceNothingFalse(DatabaseEngine engine)
    {
        var rounds = Setting("PORTAL_KILL_ROUNDS") ?? 4;
        var seed = Setting("PORTAL_KILL_SEED") ?? Environment.TickCount;
        output.WriteLine($"PORTAL_KILL_ROUNDS={rounds} PORTAL_KILL_SEED={seed}");
        var random = new Random(seed);
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var upstream = new ScriptedUpstream();
        upstream.Decide = _ => Choose(random);
        var ids = new List<string>();

        for (var round = 0; round < rounds; round++)
        {
            using var host = await PortalProcess.StartAsync(portal.Options, upstream.Address);
            var killed = KillAtAsync(host, upstream, (Progress)random.Next(3), random.Next(1, 5), Duration.FromMilliseconds(random.Next(8)));
            for (var i = 0; i < 6; i++)
            {
                ids.Add(await portal.SubmitAsync(PortalUnderTest.NewEvent($"Round {round}, event {i}")));
            }

            await killed;
            await portal.TimePassesAsync(LongerThanALease);
        }

        upstream.OnProgress = _ => { };
        upstream.Decide = _ => Deed.ApplyAndAnswer;
        await RestartAndSettleAsync(portal, upstream);

        var items = (await portal.AllAsync()).ToDictionary(i => i.Id, StringComparer.Ordinal);
        items.Count.ShouldBe(ids.Count);
        foreach (var id in ids)
        {
            var deeds = upstream.Log.Where(entry => string.Equals(entry.Key, id, StringComparison.Ordinal)).Select(entry => entry.Deed).ToList();
            deeds.SkipLast(1).ShouldAllBe(deed => deed == Deed.Throttle, $"sent again after more than a 429: {string.Join(", ", deeds)}");
            var isApplied = upstream.Applied(id) == 1;
            items[id].State.ShouldBeOneOf(isApplied ? [ItemState.Confirmed] : [ItemState.Rejected, ItemState.Unknown]);
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static Deed Choose(Random random)
    {
        lock (random)
        {
            return random.Next(10) switch
            {
                < 5 => Deed.ApplyAndAnswer,
                5 => Deed.ApplyAndSaySo500,
                6 => Deed.ApplyAndSayNothing,
                7 => Deed.ApplyAndCut,
                8 => Deed.Refuse,
                _ => Deed.Throttle,
            };
        }
    }

    /// <summary>Kills the host some moments after the upstream made that step for the given time; after ten seconds if it never does.</summary>
    private static async Task KillAtAsync(PortalProcess host, ScriptedUpstream upstream, Progress step, int times, Duration after)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = 0;
        upstream.OnProgress = made =>
        {
            if (made == step && Interlocked.Increment(ref seen) == times)
            {
                // Less than a timer can measure: the kill must fall between two statements of the other process.
                var clock = Stopwatch.StartNew();
                SpinWait.SpinUntil(() => clock.Elapsed >= after.ToTimeSpan());
                host.Kill();
                killed.SetResult();
            }
        };
        try
        {
            await killed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            host.Kill();
        }
    }

    /// <summary>Starts the workers again, lets the leases run out, and waits until nothing is on its way and what exists upstream is confirmed.</summary>
    private static async Task RestartAndSettleAsync(PortalUnderTest portal, ScriptedUpstream upstream)
    {
        using var host = await PortalProcess.StartAsync(portal.Options, upstream.Address);
        await portal.TimePassesAsync(LongerThanALease);
        await Eventually.TrueAsync(
            async () => (await portal.AllAsync()).All(i =>
                i.State is not (ItemState.Pending or ItemState.Waiting) && (i.State == ItemState.Confirmed || upstream.Applied(i.Id) == 0)),
            "every submission is settled, and what the upstream applied is confirmed",
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Keeps everyone else from writing until disposed.</summary>
    private static async Task<DbConnection> LockAsync(DatabaseOptions options)
    {
        DbConnection connection = options.Engine == DatabaseEngine.Sqlite
            ? new SqliteConnection(options.ConnectionString + ";Pooling=False")
            : new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync(
            options.Engine == DatabaseEngine.Sqlite
                ? "PRAGMA busy_timeout=15000; BEGIN EXCLUSIVE"
                : "BEGIN; LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE");
        return connection;
    }
}
