using Portal.ApiClient;
using Portal.ApiContract.Care360.Appointments;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.Submissions;

/// <summary>The workers running by themselves, two replicas of them, as in production.</summary>
public sealed class RunningPortalTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task TwoReplicas_ManySubmissions_EachSentOnceAndConfirmed(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        await using var other = portal.Replica();
        await using var running = await RunningWorkers.StartAsync(portal, other);

        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? portal : other).SubmitAsync(PortalUnderTest.NewEvent($"Event {i}"))));
        await Eventually.TrueAsync(async () => (await portal.AllAsync()).Count(i => i.State == ItemState.Confirmed && ids.Contains(i.Id, StringComparer.Ordinal)) == 40, "all are confirmed");

        portal.Care360.Calls.Where(c => c.Operation is "create").Select(c => c.Key).ShouldBe(ids, ignoreOrder: true);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OneUpstreamHangs_OtherOrganisationsGoOn(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        portal.Care360.OnList.Enqueue(HangForNorthsideAsync);
        portal.Care360.OnList.Enqueue(HangForNorthsideAsync);
        portal.Care360.OnList.Enqueue(HangForNorthsideAsync);
        var held = Enumerable.Range(0, 6).Select(_ => portal.Care360.HoldCreate()).ToList();
        for (var i = 0; i < 6; i++)
        {
            await portal.SubmitAsync(PortalUnderTest.NewEvent($"Stuck {i}"));
        }

        await using var running = await RunningWorkers.StartAsync(portal);
        await Task.WhenAll(held.Take(4).Select(h => h.Arrived.Task));
        held[4].Arrived.Task.IsCompleted.ShouldBeFalse();
        while (portal.Care360.OnCreate.TryDequeue(out _))
        {
            // The two that were not reached are not needed: what comes now is answered at once.
        }

        var id = await portal.SubmitAsync(caller: PortalUnderTest.Foreigner);
        await Eventually.TrueAsync(async () => (await portal.ItemAsync(id, PortalUnderTest.Foreigner)).State == ItemState.Confirmed, "the other organisation's is confirmed");
        await Eventually.TrueAsync(
            async () => (await portal.Calendar.ReadAgendaAsync(PortalUnderTest.Foreigner, PortalUnderTest.UtcDay(2026), PortalUnderTest.UtcDay(2026), CalendarFilter.None, 1, default)).Freshness is [{ LastSuccess: not null }],
            "the other organisation is read");
        held.ForEach(h => h.Answer.TrySetResult(new ApiOutcome<Portal.ApiContract.Care360.CalendarEvents.CreatedCalendarEvent>.Unknown("reset")));

        Task<ApiOutcome<IReadOnlyList<Appointment>>> HangForNorthsideAsync(string organization, CancellationToken token) =>
            organization is "northside"
                ? new TaskCompletionSource<ApiOutcome<IReadOnlyList<Appointment>>>().Task.WaitAsync(token)
                : Task.FromResult<ApiOutcome<IReadOnlyList<Appointment>>>(new ApiOutcome<IReadOnlyList<Appointment>>.Accepted([]));
    }
}
