using System.Text;
using Portal.ApiServer.Scheduling;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Scheduling;

public sealed class EventTypeImportTests
{
    [Theory]
    [InlineData("id", "null", "entry 1: id, expected a text")]
    [InlineData("provider_email", "\"x\"", "provider_email, Invalid email address")]
    [InlineData("provider_name", "1", "provider_name, expected a text")]
    [InlineData("provider_time_zone", "\"Mars\"", "provider_time_zone, Invalid IANA time zone")]
    [InlineData("provider_states", "[\"ny\"]", "provider_states, Invalid US state code")]
    [InlineData("provider_states", "[]", "provider_states, expected a list with at least one text")]
    [InlineData("calendly_link", "\"x\"", "calendly_link, Invalid URL")]
    [InlineData("duration_minutes", "0", "duration_minutes, expected a whole number from 1 to 1440")]
    [InlineData("duration_minutes", "1.5", "duration_minutes, expected a whole number from 1 to 1440")]
    [InlineData("buffer_after_minutes", "-1", "buffer_after_minutes, expected a whole number from 0 to 1440")]
    [InlineData("horizon_days", "731", "horizon_days, expected a whole number from 0 to 730")]
    [InlineData("locations", "[\"here\"]", "locations, Invalid option")]
    [InlineData("weekly_hours", "[]", "weekly_hours, expected an object of weekdays")]
    [InlineData("weekly_hours", "{\"Monday\":[]}", "weekly_hours, expected weekdays from monday to sunday, received Monday")]
    [InlineData("weekly_hours", "{\"monday\":[\"9-12\"]}", "weekly_hours, monday: expected a list of windows such as 09:00-17:00")]
    [InlineData("weekly_hours", "{\"monday\":[\"12:00-12:00\"]}", "weekly_hours, monday: expected a list of windows")]
    [InlineData("weekly_hours", "{\"monday\":[\"23:00-24:01\"]}", "weekly_hours, monday: expected a list of windows")]
    [InlineData("weekly_hours", "{\"monday\":[\"10:00-12:00\",\"09:00-10:01\"]}", "weekly_hours, monday: expected windows that do not overlap")]
    [InlineData("exceptions", "[{\"date\":\"24.12.2026\",\"hours\":[]}]", "exceptions, expected a date such as 2026-12-24")]
    [InlineData("exceptions", "[{\"date\":\"2026-12-24\"}]", "exceptions, 2026-12-24: expected a list")]
    [InlineData("exceptions", "[{\"date\":\"2026-12-24\",\"hours\":[]},{\"date\":\"2026-12-24\",\"hours\":[]}]", "exceptions, 2026-12-24 is there twice")]
    [InlineData("buffer_befor_minutes", "5", "buffer_befor_minutes, unknown field")]
    public void Read_OneFieldWrong_IsOneErrorThatNamesEntryAndField(string name, string json, string expected)
    {
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes(EventTypes.Json((name, json))));

        eventTypes.ShouldBeNull();
        var error = errors.ShouldHaveSingleItem();
        error.ShouldStartWith(name == "id" ? "entry 1: " : $"entry 1 ({EventTypes.Id}): ");
        error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("1", "entry 1: expected an object")]
    [InlineData("[1]", "entry 1: expected an object")]
    [InlineData("{\"id\":1,\"id\":2}", "not valid JSON")]
    public void Read_NoEventType_SaysSo(string json, string expected)
    {
        var (eventTypes, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes(json));

        eventTypes.ShouldBeNull();
        errors[0].ShouldContain(expected);
    }

    [Fact]
    public void Read_TheSameIdTwice_NamesTheSecondEntry()
    {
        var one = EventTypes.Json();

        var (_, errors) = EventTypeImport.Read(Encoding.UTF8.GetBytes($"[{one},{one}]"));

        errors.ShouldHaveSingleItem().ShouldBe($"entry 2 ({EventTypes.Id}): id, is there twice");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ApplyAsync_Again_Replaces(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await EventTypes.AddAsync(server.Database, "north", ("exceptions", """[{"date":"2026-12-24","hours":["09:00-24:00"]}]"""), ("horizon_days", "7"));
        await EventTypes.AddAsync(server.Database, "north", ("name", "\"Other\""), ("calendly_link", "null"), ("duration_minutes", "45"));

        var stored = (await new EventTypeStore(server.Database).ListAsync("north", null, null, default)).ShouldHaveSingleItem();

        EventTypeRow.Of(stored).ShouldBe(EventTypeRow.Of(EventTypes.Of(("name", "\"Other\""), ("calendly_link", "null"), ("duration_minutes", "45"))));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task ApplyAsync_UnknownOrganization_WritesNothing(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);

        (await EventTypeImport.ApplyAsync(server.Database, "nobody", [EventTypes.Of()], default)).ShouldBeFalse();
    }
}
