using AngleSharp.Dom;
using Bunit;
using Dapper;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.TimeZones;
using Portal.ApiContract.Care360;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Organizations;
using Portal.Application.Time;
using Portal.Storage;
using Portal.TestSupport;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

/// <summary>The question before a move, on a database of its own; nothing is sent.</summary>
public sealed class MoveDialogTests : BunitContext
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Instant Start = At(2031, 2, 3, 10, 30);
    private static readonly Caller Clinician = new("t.1", "Dana Reyes", "dana@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });

    private readonly List<string> _moved = [];

    public MoveDialogTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public async Task Open_Dragged_ShowsTheTimesWhereItWasDropped()
    {
        await using var test = await CreateAsync();

        var dialog = RenderDialog(await ConfirmedAsync(test), At(2031, 2, 5, 14, 0));

        Times(dialog).ShouldBe(["2031-02-05", "14:00", "2031-02-05", "15:30"]);
    }

    [Fact]
    public async Task Open_NotDragged_ShowsItsOwnTimes()
    {
        await using var test = await CreateAsync();

        var dialog = RenderDialog(await ConfirmedAsync(test));

        Times(dialog).ShouldBe(["2031-02-03", "10:30", "2031-02-03", "12:00"]);
    }

    [Fact]
    public async Task ChangeStart_KeepsTheLengthOverMidnight()
    {
        await using var test = await CreateAsync();
        var dialog = RenderDialog(await ConfirmedAsync(test));

        await TypeAsync(dialog, "move-start-time", "23:15");

        Times(dialog).ShouldBe(["2031-02-03", "23:15", "2031-02-04", "00:45"]);
    }

    [Fact]
    public async Task Move_StoresTheNewTimesAndTellsThePage()
    {
        await using var test = await CreateAsync();
        var item = await ConfirmedAsync(test);
        var dialog = RenderDialog(item, At(2031, 2, 5, 14, 0));

        await dialog.Find("form").SubmitAsync();

        var moved = await OtherAsync(item);
        (moved.Start, moved.End).ShouldBe((At(2031, 2, 5, 14, 0), At(2031, 2, 5, 15, 30)));
        _moved.ShouldBe([moved.Id]);
    }

    [Fact]
    public async Task StartInAGap_AsksForATimeThatExistsAndSendsNothing()
    {
        await using var test = await CreateAsync();
        var dialog = RenderDialog(await ConfirmedAsync(test));
        await TypeAsync(dialog, "move-start-date", "2031-03-09");
        await TypeAsync(dialog, "move-start-time", "02:30");

        await dialog.Find("form").SubmitAsync();

        dialog.Find("#move-start-time-error").TextContent.ShouldContain("does not exist");
        JSInterop.VerifyInvoke("portal.focusFirstInvalid");
        (await ItemsAsync()).ShouldHaveSingleItem();
        await Button(dialog, "Start 03:00").ClickAsync(new());
        Times(dialog).ShouldBe(["2031-03-09", "03:00", "2031-03-09", "04:30"]);
        dialog.FindAll(".field-error").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 6)]
    public async Task StartInAnOverlap_AsksWhichOneAndMovesThere(int choice, int utcHour)
    {
        await using var test = await CreateAsync();
        var item = await ConfirmedAsync(test);
        var dialog = RenderDialog(item);
        await TypeAsync(dialog, "move-start-date", "2031-11-02");
        // Typed anew, the time has no offset yet that decides.
        await TypeAsync(dialog, "move-start-time", "01:30");
        await TypeAsync(dialog, "move-end-time", "04:00");
        var question = dialog.FindAll("#move-start-offset input");
        question.Count.ShouldBe(2);

        await question[choice].ChangeAsync(new() { Value = question[choice].GetAttribute("value") });
        await dialog.Find("form").SubmitAsync();

        (await OtherAsync(item)).Start.ShouldBe(Instant.FromUtc(2031, 11, 2, utcHour, 30));
    }

    [Fact]
    public async Task Move_NotPossible_SaysWhyAndKeepsTheDialog()
    {
        await using var test = await CreateAsync();
        var dialog = RenderDialog(await ConfirmedAsync(test));

        await dialog.Find("form").SubmitAsync();

        ShouldStillAsk(dialog, "The event is already at this time.");
    }

    [Fact]
    public async Task Move_EventIsGone_SaysSoAndKeepsTheDialog()
    {
        await using var test = await CreateAsync();
        var item = await ConfirmedAsync(test);
        var dialog = RenderDialog(item with { Id = Guid.NewGuid().ToString() }, At(2031, 2, 5, 14, 0));

        await dialog.Find("form").SubmitAsync();

        ShouldStillAsk(dialog, "This event no longer exists.");
    }

    [Fact]
    public async Task Move_NotAllowed_SaysSoAndKeepsTheDialog()
    {
        await using var test = await CreateAsync();
        var marketer = Clinician with { Roles = new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Marketing } };
        var dialog = RenderDialog(await ConfirmedAsync(test), At(2031, 2, 5, 14, 0), marketer);

        await dialog.Find("form").SubmitAsync();

        ShouldStillAsk(dialog, "Your role does not allow moving events.");
        (await ItemsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Move_DatabaseTrouble_SaysSoKeepsTheTimesAndTheNextClickMoves()
    {
        await using var test = await CreateAsync();
        var item = await ConfirmedAsync(test);
        var dialog = RenderDialog(item, At(2031, 2, 5, 14, 0));
        await ExecuteAsync(test, "ALTER TABLE submissions RENAME TO away");

        await dialog.Find("form").SubmitAsync();

        ShouldStillAsk(dialog, "the portal's database did not answer");
        Times(dialog).ShouldBe(["2031-02-05", "14:00", "2031-02-05", "15:30"]);
        await ExecuteAsync(test, "ALTER TABLE away RENAME TO submissions");
        await dialog.Find("form").SubmitAsync();
        _moved.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Move_ClickedTwice_MovesOnce()
    {
        await using var test = await CreateAsync();
        var dialog = RenderDialog(await ConfirmedAsync(test), At(2031, 2, 5, 14, 0));
        var form = dialog.Find("form");

        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());

        (await ItemsAsync()).Count.ShouldBe(2);
        _moved.ShouldHaveSingleItem();
    }

    private static Instant At(int year, int month, int day, int hour, int minute) => new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(NewYork).ToInstant();

    private static Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(CalendarService).Assembly);

    private static Task<int> ExecuteAsync(TestDatabase test, string sql) =>
        test.Database.WriteAsync(write => write.Connection.ExecuteAsync(sql, transaction: write.Transaction), default);

    private static string?[] Times(IRenderedComponent<MoveDialog> dialog) => [.. dialog.FindAll(".text-field input").Select(input => input.GetAttribute("value"))];

    private static Task TypeAsync(IRenderedComponent<MoveDialog> dialog, string id, string value) => dialog.Find($"#{id}").InputAsync(new() { Value = value });

    private static IElement Button(IRenderedComponent<MoveDialog> dialog, string name) =>
        dialog.FindAll("button").Single(button => string.Equals(button.TextContent.Trim(), name, StringComparison.Ordinal));

    private void ShouldStillAsk(IRenderedComponent<MoveDialog> dialog, string why)
    {
        dialog.Find("[role=alert]").TextContent.ShouldContain(why);
        Button(dialog, "Move event").HasAttribute("disabled").ShouldBeFalse();
        _moved.ShouldBeEmpty();
    }

    /// <summary>An event of an hour and a half that the service has confirmed; the services of the dialog are ready then.</summary>
    private async Task<CalendarItem> ConfirmedAsync(TestDatabase test)
    {
        Services
            .AddSingleton(test.Database)
            .AddSingleton(new TimeZoneCatalog(TzdbDateTimeZoneSource.Default))
            .AddSingleton<EventFormReader>()
            .AddSingleton<IValidator<NewCaseEvent>>(provider => provider.GetRequiredService<NewCaseEventValidator>())
            .AddSingleton<OrganizationDirectory>()
            .Configure<OrganizationsOptions>(options => options.ById["acme"] = new OrganizationOptions
            {
                TimeZone = NewYork.Id,
                Care360 = new Care360Options { BaseAddress = "http://upstream.example", ApiKey = "test" },
            })
            .AddPortalApplication(new ConfigurationBuilder().Build());
        var calendar = Services.GetRequiredService<CalendarService>();
        var entered = new NewCaseEvent(
            Guid.NewGuid().ToString(), "Care plan review", null, Start, Start + Duration.FromMinutes(90), NewYork.Id, "https://meet.example/abc", LocationTypes.Zoom, null, null);
        var created = (await calendar.CreateEventAsync(Clinician, Guid.NewGuid().ToString(), entered, default)).ShouldBeOfType<CreateEventResult.Submitted>();
        await ExecuteAsync(test, "UPDATE calendar_items SET state = 'Confirmed', upstream_id = 'e1'; UPDATE submissions SET state = 'confirmed', upstream_id = 'e1'");
        return (await calendar.FindAsync(Clinician, created.ItemId, default)).ShouldNotBeNull();
    }

    private async Task<IReadOnlyList<CalendarItem>> ItemsAsync() => (await Services.GetRequiredService<CalendarService>().ReadAgendaAsync(
        Clinician, ZonedDay.Of(new LocalDate(2031, 1, 1), NewYork), ZonedDay.Of(new LocalDate(2031, 12, 31), NewYork), CalendarFilter.None, int.MaxValue, default)).Items;

    /// <summary>The one that a move made.</summary>
    private async Task<CalendarItem> OtherAsync(CalendarItem item) => (await ItemsAsync()).Single(other => !string.Equals(other.Id, item.Id, StringComparison.Ordinal));

    private IRenderedComponent<MoveDialog> RenderDialog(CalendarItem item, Instant? proposed = null, Caller? caller = null) => Render<MoveDialog>(parameters => parameters
        .Add(dialog => dialog.Caller, caller ?? Clinician)
        .Add(dialog => dialog.Item, item)
        .Add(dialog => dialog.Zone, NewYork)
        .Add(dialog => dialog.ProposedStart, proposed)
        .Add(dialog => dialog.OnMoved, _moved.Add));
}
