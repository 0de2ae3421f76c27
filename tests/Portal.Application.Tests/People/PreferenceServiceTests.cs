using Dapper;
using NodaTime;
using Portal.Application.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.People;

public sealed class PreferenceServiceTests
{
    private static readonly Caller Ada = new("tenant/ada", "Ada", "ada@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal));
    private static readonly Caller Bob = Ada with { PersonId = "tenant/bob" };

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_NothingChosen_FollowsBrowserAndSystem(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);

        (await Preferences(test).ReadAsync(Ada, default)).ShouldBe(new Preferences(TimeZone: null, Themes.System));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SaveAsync_ZoneAndTheme_DoNotOverwriteEachOther(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);

        await preferences.SaveThemeAsync(Ada, Themes.Dark, default);
        await preferences.SaveTimeZoneAsync(Ada, "Asia/Calcutta", default);
        await preferences.SaveThemeAsync(Bob, Themes.Light, default);

        (await preferences.ReadAsync(Ada, default)).ShouldBe(new Preferences("Asia/Calcutta", Themes.Dark));
        (await preferences.ReadAsync(Bob, default)).ShouldBe(new Preferences(TimeZone: null, Themes.Light));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_InAnotherOrganization_IsTheSame(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);
        await preferences.SaveTimeZoneAsync(Ada, "Europe/Vienna", default);

        (await preferences.ReadAsync(Ada with { OrganizationId = "beta" }, default)).TimeZone.ShouldBe("Europe/Vienna");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SaveTimeZoneAsync_Null_FollowsTheBrowserAgain(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);
        await preferences.SaveTimeZoneAsync(Ada, "Europe/Vienna", default);

        await preferences.SaveTimeZoneAsync(Ada, timeZone: null, default);

        (await preferences.ReadAsync(Ada, default)).TimeZone.ShouldBeNull();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task SaveTimeZoneAsync_NotAnIanaId_RefusedAndNothingChanges(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);
        await preferences.SaveTimeZoneAsync(Ada, "Europe/Vienna", default);

        foreach (var wrong in new[] { "", "europe/vienna", "UTC+05:00", "W. Europe Standard Time", "Mars/Base" })
        {
            await Should.ThrowAsync<ArgumentException>(() => preferences.SaveTimeZoneAsync(Ada, wrong, default));
        }

        (await preferences.ReadAsync(Ada, default)).TimeZone.ShouldBe("Europe/Vienna");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ReadAsync_StoredZoneUnknownToThisTzdb_FollowsTheBrowser(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await test.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "INSERT INTO preferences (person_id, time_zone, theme) VALUES (@PersonId, 'Antarctica/Future', 'dark')", Ada, write.Transaction),
            default);

        (await Preferences(test).ReadAsync(Ada, default)).ShouldBe(new Preferences(TimeZone: null, Themes.Dark));
    }

    [Fact]
    public async Task SaveThemeAsync_Unknown_Refused()
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);

        await Should.ThrowAsync<ArgumentException>(() => Preferences(test).SaveThemeAsync(Ada, "sepia", default));
    }

    private static Task<TestDatabase> CreateAsync(DatabaseEngine engine) => TestDatabase.CreateAsync(engine, typeof(PreferenceStore).Assembly);

    private static PreferenceService Preferences(TestDatabase test) => new(new PreferenceStore(test.Database), DateTimeZoneProviders.Tzdb);
}
