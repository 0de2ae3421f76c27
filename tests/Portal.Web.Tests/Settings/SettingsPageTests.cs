using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.TimeZones;
using Portal.Application;
using Portal.Application.Organizations;
using Portal.Application.People;
using Portal.Application.Time;
using Portal.Storage;
using Portal.TestSupport;
using Portal.Web.Export;
using Portal.Web.Settings;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Settings;

/// <summary>The page on a database of its own. It was opened without the person's preferences, as when the database is away.</summary>
public sealed class SettingsPageTests : BunitContext
{
    private static readonly Caller Ada = new("tenant/ada", "Ada", "ada@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal));

    [Fact]
    public async Task Change_PageOpenedWithoutTheDatabase_KeepsWhatIsStored()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(PreferenceStore).Assembly);
        var stored = new CalendarSettings { WeekStart = WeekStart.Saturday, WorkDayStart = 6, SecondTimeZone = "Asia/Kathmandu" };
        await Preferences(test).ChangeCalendarAsync(Ada, _ => stored, default);
        var page = RenderPage(test);

        await Check(page, "Week numbers").ChangeAsync(new() { Value = true });

        (await Preferences(test).ReadAsync(Ada, default)).Calendar.ShouldBe(stored with { ShowsWeekNumbers = true });
        page.Find("#week-start").GetAttribute("value").ShouldBe("Saturday");
        page.Find("#second-zone").GetAttribute("value").ShouldBe("Asia/Kathmandu");
        page.Find("[role=status].saved").TextContent.ShouldBe("Saved.");
    }

    [Fact]
    public async Task Change_TwoAtOnce_BothAreStored()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(PreferenceStore).Assembly);
        var page = RenderPage(test);

        // On the page's dispatcher, where nothing is drawn anew between finding an element and its event.
        await page.InvokeAsync(() => Task.WhenAll(
            Check(page, "Week numbers").ChangeAsync(new() { Value = true }),
            page.Find("#work-start").ChangeAsync(new() { Value = "19" }),
            page.Find("#week-start").ChangeAsync(new() { Value = "Sunday" })));

        (await Preferences(test).ReadAsync(Ada, default)).Calendar
            .ShouldBe(new() { ShowsWeekNumbers = true, WorkDayStart = 19, WorkDayEnd = 20, WeekStart = WeekStart.Sunday });
    }

    [Fact]
    public async Task Change_SameTwiceAtOnce_TheLastCounts()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(PreferenceStore).Assembly);
        var page = RenderPage(test);

        await page.InvokeAsync(() => Task.WhenAll(
            Check(page, "Show cancelled").ChangeAsync(new() { Value = false }),
            Check(page, "Show cancelled").ChangeAsync(new() { Value = true })));

        (await Preferences(test).ReadAsync(Ada, default)).Calendar.ShouldBe(CalendarSettings.Default);
        Check(page, "Show cancelled").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Change_NotSaved_ShowsWhatIsStoredAndSaysSo()
    {
        await using var test = TestDatabase.CreateEmpty(DatabaseEngine.Sqlite);
        var page = RenderPage(test);

        await Check(page, "Show cancelled").ChangeAsync(new() { Value = false });

        page.Find("[role=alert]").TextContent.ShouldContain("That was not saved");
        page.Find(".saved").TextContent.ShouldBeEmpty();
        Check(page, "Show cancelled").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Change_AgainAfterItWasNotSaved_IsSavedAsChosen()
    {
        await using var test = TestDatabase.CreateEmpty(DatabaseEngine.Sqlite);
        var page = RenderPage(test);
        await Check(page, "Show cancelled").ChangeAsync(new() { Value = false });
        await Migrator.MigrateAsync(test.Database, default, typeof(PreferenceStore).Assembly);

        await Check(page, "Show cancelled").ChangeAsync(new() { Value = false });

        page.FindAll("[role=alert]").ShouldBeEmpty();
        (await Preferences(test).ReadAsync(Ada, default)).Calendar.ShouldBe(new() { ShowsCancelled = false });
    }

    [Fact]
    public async Task SecondZone_NotSaved_StaysAsTypedWithTheErrorAtItsField()
    {
        await using var test = TestDatabase.CreateEmpty(DatabaseEngine.Sqlite);
        var page = RenderPage(test);
        await page.Find("#second-zone").FocusInAsync(new());
        await page.Find("#second-zone").InputAsync(new() { Value = "Kathmandu" });

        await page.Find("#second-zone").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await page.Find("#second-zone").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        page.Find("#second-zone").GetAttribute("value").ShouldBe("Asia/Kathmandu");
        page.Find("#second-zone").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#second-zone-error").TextContent.ShouldContain("That was not saved");
    }

    private static PreferenceService Preferences(TestDatabase test) => new(new PreferenceStore(test.Database), DateTimeZoneProviders.Tzdb);

    private static AngleSharp.Dom.IElement Check(IRenderedComponent<SettingsPage> page, string label) =>
        page.FindAll("label.check").Single(check => check.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("input")!;

    private IRenderedComponent<SettingsPage> RenderPage(TestDatabase test)
    {
        ComponentFactories.AddStub<FeedsSection>();
        Services.AddOptions<OrganizationsOptions>();
        Services
            .AddSingleton<OrganizationDirectory>()
            .AddSingleton(new TimeZoneCatalog(TzdbDateTimeZoneSource.Default))
            .AddSingleton<IClock>(SystemClock.Instance)
            .AddSingleton(Preferences(test))
            .AddSingleton<ViewerContext>();
        return Render<SettingsPage>(parameters => parameters.AddCascadingValue(Ada));
    }
}
