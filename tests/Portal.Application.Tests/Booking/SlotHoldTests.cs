using Dapper;
using NodaTime;
using Portal.Application.Booking;
using Portal.Application.Calendar;
using Portal.Storage;
using Portal.Storage.Changes;
using Portal.TestSupport;

namespace Portal.Application.Tests.Booking;

/// <summary>A chosen slot is kept from colleagues for a while.</summary>
public sealed class SlotHoldTests
{
    private static readonly string First = PortalUnderTest.NewForm();
    private static readonly string Second = PortalUnderTest.NewForm();

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_Free_TakesItFromOtherFormsOnly(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();

        (await portal.HoldAsync(First, slot)).ShouldBeOfType<HoldResult.Held>();

        (await portal.TakenAsync(Second, slot)).ShouldBe([slot]);
        (await portal.TakenAsync(First, slot)).ShouldBeEmpty();
        (await portal.HoldAsync(Second, slot)).ShouldBeOfType<HoldResult.Taken>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_OfAnotherOrganisation_DoesNotCount(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();
        await portal.HoldAsync(First, slot);

        (await portal.TakenAsync(Second, slot, PortalUnderTest.Foreigner)).ShouldBeEmpty();
        (await portal.HoldAsync(Second, slot, PortalUnderTest.Foreigner)).ShouldBeOfType<HoldResult.Held>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_ManyAtOnce_OneGetsIt(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => portal.HoldAsync(PortalUnderTest.NewForm(), slot)));

        answers.Count(answer => answer is HoldResult.Held).ShouldBe(1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_AnotherSlotOfTheSameForm_LetsTheFirstGo(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var (early, late) = (Appointments.New().SlotOf(), Appointments.New(hoursAhead: 26).SlotOf());
        await portal.HoldAsync(First, early);

        await portal.HoldAsync(First, late);

        (await portal.TakenAsync(Second, new Interval(early.Start, late.End))).ShouldBe([late]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_RunOut_IsFreeAgain(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();
        await portal.HoldAsync(First, slot);
        await RunOutAsync(portal);

        (await portal.TakenAsync(Second, slot)).ShouldBeEmpty();
        (await portal.HoldAsync(Second, slot)).ShouldBe(new HoldResult.Held(Duration.FromMinutes(5)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Release_FreesIt(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();
        await portal.HoldAsync(First, slot);

        await portal.Get<BookingService>().ReleaseAsync(PortalUnderTest.Clinician, First, default);

        (await portal.TakenAsync(Second, slot)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_OfAnotherEventTypeOfTheProvider_Counts(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var slot = Appointments.New().SlotOf();
        await portal.Get<BookingService>().HoldAsync(PortalUnderTest.Clinician, First, Appointments.Consultation with { Id = "another" }, slot, default);

        (await portal.HoldAsync(Second, new Interval(slot.Start + Duration.FromMinutes(15), slot.End + Duration.FromMinutes(15)))).ShouldBeOfType<HoldResult.Taken>();
        (await portal.HoldAsync(Second, new Interval(slot.End, slot.End + Duration.FromMinutes(30)))).ShouldBeOfType<HoldResult.Held>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Book_HeldByAColleague_SaysTaken(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var appointment = Appointments.New();
        await portal.HoldAsync(First, appointment.SlotOf());

        (await portal.BookAsync(appointment, Second)).ShouldBeOfType<BookResult.SlotTaken>();
        (await portal.BookAsync(appointment, First)).ShouldBeOfType<BookResult.Submitted>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Taken_UnknownOutcome_OccupiesItsTime(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var appointment = Appointments.New();
        portal.Care360.BookAndLoseAnswer();
        var id = await portal.BookedAsync(appointment);
        await portal.SendQueuedAsync();
        (await portal.ItemAsync(id)).State.ShouldBe(ItemState.Unknown);

        (await portal.TakenAsync(First, appointment.SlotOf())).ShouldBe([appointment.SlotOf()]);
        (await portal.BookAsync(appointment, First)).ShouldBeOfType<BookResult.SlotTaken>();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Hold_IsAnnounced(DatabaseEngine engine)
    {
        await using var portal = await PortalUnderTest.CreateAsync(engine);
        var told = new TaskCompletionSource();
        var form = PortalUnderTest.NewForm();
        using var watch = portal.Database.Changes.Subscribe(change =>
        {
            // PostgreSQL says "everything" instead when its listener was only just connecting.
            if (change == new Change("northside", SlotHolds.Topic, form) || change == Change.Everything)
            {
                told.TrySetResult();
            }
        });

        await portal.HoldAsync(form, Appointments.New().SlotOf());

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task<int> RunOutAsync(PortalUnderTest portal) => portal.Database.WriteAsync(
        write => write.Connection.ExecuteAsync("UPDATE slot_holds SET expires_at = expires_at - @ms", new { ms = (long)SlotHolds.Lifetime.TotalMilliseconds }, write.Transaction), default);
}
