using Dapper;
using NodaTime;
using Portal.Application.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Application.Tests.People;

public sealed class CalendarSettingsTests
{
    private static readonly Caller Ada = new("tenant/ada", "Ada", "ada@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal));
    private static readonly Caller Bob = Ada with { PersonId = "tenant/bob" };

    private static readonly CalendarSettings Chosen = new()
    {
        WeekStart = WeekStart.Saturday,
        WorkDayStart = 6,
        WorkDayEnd = 24,
        ShowsWeekNumbers = true,
        ShowsCancelled = false,
        SecondTimeZone = "Asia/Calcutta",
        UsesSingleKeys = false,
    };

    public static TheoryData<CalendarSettings, string> Unusable => new()
    {
        { new() { WeekStart = (WeekStart)17 }, "WeekStart" },
        { new() { WorkDayStart = -1 }, "WorkDayStart" },
        { new() { WorkDayStart = 24, WorkDayEnd = 24 }, "WorkDayStart" },
        { new() { WorkDayStart = 9, WorkDayEnd = 9 }, "WorkDayEnd" },
        { new() { WorkDayEnd = 25 }, "WorkDayEnd" },
        { new() { SecondTimeZone = "UTC+05:00" }, "SecondTimeZone" },
    };

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_EveryMember_IsReadAgain(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);

        (await Preferences(test).ChangeCalendarAsync(Ada, _ => Chosen, default)).ShouldBe(Chosen);

        (await CalendarAsync(test)).ShouldBe(Chosen);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_OneMember_KeepsTheOthersAsStored(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await Preferences(test).ChangeCalendarAsync(Ada, _ => Chosen, default);

        var changed = await Preferences(test).ChangeCalendarAsync(Ada, settings => settings with { SecondTimeZone = null }, default);

        changed.ShouldBe(Chosen with { SecondTimeZone = null });
        (await CalendarAsync(test)).ShouldBe(changed);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_AtOnce_NoChangeIsLost(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);

        await Task.WhenAll(
            preferences.ChangeCalendarAsync(Ada, settings => settings with { WeekStart = WeekStart.Sunday }, default),
            preferences.ChangeCalendarAsync(Ada, settings => settings with { ShowsWeekNumbers = true }, default),
            preferences.ChangeCalendarAsync(Ada, settings => settings with { ShowsCancelled = false }, default),
            preferences.ChangeCalendarAsync(Ada, settings => settings with { UsesSingleKeys = false }, default));

        (await CalendarAsync(test)).ShouldBe(new() { WeekStart = WeekStart.Sunday, ShowsWeekNumbers = true, ShowsCancelled = false, UsesSingleKeys = false });
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_AnotherPersonAndTheOtherPreferences_StayAsTheyAre(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var preferences = Preferences(test);
        await preferences.SaveThemeAsync(Ada, Themes.Dark, default);
        await preferences.SaveTimeZoneAsync(Ada, "Europe/Vienna", default);
        await preferences.ChangeCalendarAsync(Bob, _ => Chosen, default);

        await preferences.ChangeCalendarAsync(Ada, settings => settings with { ShowsWeekNumbers = true }, default);

        (await preferences.ReadAsync(Bob, default)).Calendar.ShouldBe(Chosen);
        (await preferences.ReadAsync(Ada, default)).ShouldBe(new("Europe/Vienna", Themes.Dark) { Calendar = new() { ShowsWeekNumbers = true } });
    }

    [Theory, MemberData(nameof(Unusable))]
    public async Task ChangeCalendarAsync_Unusable_NamesTheMember(CalendarSettings wrong, string member)
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);

        var refused = await Should.ThrowAsync<ArgumentException>(() => Preferences(test).ChangeCalendarAsync(Ada, _ => wrong, default));

        refused.Message.ShouldStartWith(member + " ");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_Unusable_WritesNothing(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await Preferences(test).ChangeCalendarAsync(Ada, _ => Chosen, default);

        await Should.ThrowAsync<ArgumentException>(() => Preferences(test).ChangeCalendarAsync(Ada, _ => new() { WorkDayEnd = 25 }, default));

        (await CalendarAsync(test)).ShouldBe(Chosen);
    }

    [Theory]
    [InlineData("""{"WeekStart":"Wednesday","ShowsWeekNumbers":true}""", WeekStart.Automatic, 8, 18)]
    [InlineData("""{"WeekStart":17,"ShowsWeekNumbers":true}""", WeekStart.Automatic, 8, 18)]
    [InlineData("""{"WeekStart":"Sunday","WorkDayStart":"early","WorkDayEnd":20,"ShowsWeekNumbers":true}""", WeekStart.Sunday, 8, 20)]
    [InlineData("""{"WeekStart":"Sunday","WorkDayStart":99,"WorkDayEnd":6,"ShowsWeekNumbers":true}""", WeekStart.Sunday, 8, 18)]
    [InlineData("""{"WorkDayStart":20,"WorkDayEnd":null,"ShowsWeekNumbers":true}""", WeekStart.Automatic, 20, 21)]
    [InlineData("""{"SecondTimeZone":"Antarctica/Future","ShowsWeekNumbers":true}""", WeekStart.Automatic, 8, 18)]
    [InlineData("""{"SecondTimeZone":{"id":1},"ShowsCancelled":"no","ShowsWeekNumbers":true}""", WeekStart.Automatic, 8, 18)]
    public async Task ReadAsync_MemberThatCannotBeUsed_FallsBackAlone(string stored, WeekStart weekStart, int start, int end)
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);
        await StoreAsync(test, stored);

        (await CalendarAsync(test)).ShouldBe(new() { ShowsWeekNumbers = true, WeekStart = weekStart, WorkDayStart = start, WorkDayEnd = end });
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    public async Task ReadAsync_NotSettings_AreTheDefaults(string stored)
    {
        await using var test = await CreateAsync(DatabaseEngine.Sqlite);
        await StoreAsync(test, stored);

        (await CalendarAsync(test)).ShouldBe(CalendarSettings.Default);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ChangeCalendarAsync_WhatAnotherVersionStored_IsKept(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await StoreAsync(test, """{"WeekStart":"Wednesday","Density":"compact"}""");

        await Preferences(test).ChangeCalendarAsync(Ada, settings => settings with { ShowsWeekNumbers = true }, default);

        (await test.Database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT calendar FROM preferences WHERE person_id = @PersonId", Ada), default))
            .ShouldBe("""{"WeekStart":"Wednesday","Density":"compact","ShowsWeekNumbers":true}""");
    }

    private static Task<TestDatabase> CreateAsync(DatabaseEngine engine) => TestDatabase.CreateAsync(engine, typeof(PreferenceStore).Assembly);

    private static PreferenceService Preferences(TestDatabase test) => new(new PreferenceStore(test.Database), DateTimeZoneProviders.Tzdb);

    private static async Task<CalendarSettings> CalendarAsync(TestDatabase test) => (await Preferences(test).ReadAsync(Ada, default)).Calendar;

    private static Task<int> StoreAsync(TestDatabase test, string calendar) =>
        test.Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "INSERT INTO preferences (person_id, calendar) VALUES (@PersonId, @calendar)", new { Ada.PersonId, calendar }, write.Transaction),
            default);
}
