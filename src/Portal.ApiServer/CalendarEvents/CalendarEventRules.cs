using System.Text.Json;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>What a body of <c>CREATE_CALENDAR_EVENT</c> or <c>CANCEL_CALENDAR_EVENT</c> must be (documents 000 and 001, rulings).</summary>
internal static class CalendarEventRules
{
    private static readonly BodyRules<CalendarEventDetails> Details = new(
        new CalendarEventDetailsValidator(),
        "calendar",
        [
            "calendar", "calendar.title", "calendar.agentName", "calendar.description", "calendar.startTime", "calendar.endTime",
            "calendar.timeZone", "calendar.meetingLink", "calendar.location", "calendar.provider", "calendar.provider.email", "calendar.provider.name",
        ],
        body => body.Object("calendar", isRequired: true) is { } calendar ? ReadFields(calendar) : null);

    /// <summary>The event of a create body; otherwise every error as <c>path, text</c>, in documented order, joined by <c>; </c>.</summary>
    public static (CalendarEventDetails? Details, string? Errors) ReadDetails(JsonElement body) => Details.Read(body);

    /// <summary>The event to cancel, as a lower-case UUID; null when <c>calendar.id</c> is absent or no UUID.</summary>
    public static string? ReadEventId(JsonElement body) =>
        new JsonShape(body, "", []).Object("calendar", isRequired: true)?.OptionalText("id") is { } text && Guid.TryParseExact(text, "D", out var id)
            ? id.ToString("D")
            : null;

    /// <summary>The times of a valid event, in UTC; null when it does not start before it ends.</summary>
    public static Interval? TimesOf(CalendarEventDetails details) =>
        IsoDateTime.TryParse(details.StartTime, out var start) && IsoDateTime.TryParse(details.EndTime, out var end) && start < end
            ? new Interval(start, end)
            : null;

    private static CalendarEventDetails ReadFields(JsonShape calendar)
    {
        var provider = calendar.Object("provider", isRequired: false);
        return new CalendarEventDetails
        {
            Title = calendar.Text("title"),
            AgentName = calendar.Text("agentName"),
            Description = calendar.OptionalText("description"),
            StartTime = calendar.Text("startTime"),
            EndTime = calendar.Text("endTime"),
            TimeZone = calendar.Text("timeZone"),
            MeetingLink = calendar.Text("meetingLink"),
            Location = calendar.Text("location"),
            Provider = provider is null ? null : new CalendarEventProvider(provider.Text("email"), provider.Text("name")),
        };
    }
}
