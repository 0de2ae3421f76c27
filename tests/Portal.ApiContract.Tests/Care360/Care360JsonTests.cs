using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.ApiContract.Tests.Care360;

public sealed class Care360JsonTests
{
    [Fact]
    public void Create_WithoutOptionalParts_LeavesThemOut()
    {
        var request = new CreateCalendarEventRequest(
            CreateCalendarEventRequest.ActionName,
            new CalendarEventDetails
            {
                Title = "A \"B\" & ç",
                StartTime = "2025-03-10T14:00:00Z",
                EndTime = "2025-03-10T15:00:00Z",
                TimeZone = "America/New_York",
                MeetingLink = "https://example.com/meet?a=1&b=2",
                Location = LocationTypes.Zoom,
            });

        JsonSerializer.Serialize(request, Care360Json.Strict.CreateCalendarEventRequest).ShouldBe(
            """{"action":"CREATE_CALENDAR_EVENT","calendar":{"title":"A \"B\" & ç","agentName":"custom","startTime":"2025-03-10T14:00:00Z","endTime":"2025-03-10T15:00:00Z","timeZone":"America/New_York","meetingLink":"https://example.com/meet?a=1&b=2","location":"zoom_conference"}}""");
    }

    [Fact]
    public void Cancel_IsTheDocumentedBody() =>
        JsonSerializer.Serialize(
            new CancelCalendarEventRequest(CancelCalendarEventRequest.ActionName, new CalendarEventReference("987fcdeb-51a2-43d7-9876-543210fedcba")),
            Care360Json.Strict.CancelCalendarEventRequest).ShouldBe(
            """{"action":"CANCEL_CALENDAR_EVENT","calendar":{"id":"987fcdeb-51a2-43d7-9876-543210fedcba"}}""");

    [Fact]
    public void Message_WithoutError_LeavesItOut() =>
        JsonSerializer.Serialize(new Care360Message(422, Success: false, Care360Texts.TimeValidationFailed), Care360Json.Strict.Care360Message).ShouldBe(
            """{"status":422,"success":false,"message":"Time validation failed"}""");

    [Theory]
    [InlineData("""{"status":400,"success":false}""")]
    [InlineData("""{"status":400,"success":false,"message":null}""")]
    [InlineData("""{"status":"400","success":false,"message":"m"}""")]
    [InlineData("""{"status":400,"success":"false","message":"m"}""")]
    [InlineData("""{"status":400,"success":false,"message":"m","error":{}}""")]
    [InlineData("""{"status":400,"success":false,"message":"m","message":"m"}""")]
    [InlineData("""{"Status":400,"Success":false,"Message":"m"}""")]
    public void Message_NotTheContractsShape_IsRefused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, Care360Json.Strict.Care360Message));

    [Fact]
    public void Message_UnknownMembers_AreIgnored()
    {
        var message = JsonSerializer.Deserialize(
            """{"code":"X","status":400,"success":false,"message":"m","error":"e","more":{"a":[1]}}""", Care360Json.Strict.Care360Message);

        message.ShouldBe(new Care360Message(400, Success: false, "m", "e"));
    }
}
