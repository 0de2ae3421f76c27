using Portal.ApiClient.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiClient.Tests;

/// <summary>Every operation of both contracts, each with its documented answer. What is sent holds canaries.</summary>
internal static class Operations
{
    private const string Token = "bbc95fa1-0301-498e-bf97-e60fd286d9bc";
    private const string Case = "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    public static IReadOnlyList<Operation> All { get; } = [.. Care360(), .. Sweeppea()];

    public static CaseCommunication Comment { get; } = new()
    {
        Text = "canary comment",
        IsRestricted = false,
        Author = new CommentAuthor { Email = "canary@example.com", FirstName = "John", LastName = "Doe" },
        WebhookNotify = true,
    };

    public static NewMarketingEvent MarketingEvent { get; } = new()
    {
        EventTitle = "canary event",
        EventStartDate = "2026-03-20T10:00:00.000Z",
        EventEndDate = "2026-03-20T12:00:00.000Z",
    };

    public static CommentUpload Upload(byte[] content, string name = "canary.png") => new()
    {
        FileName = name,
        IsRestricted = false,
        IsPhi = false,
        Length = content.Length,
        OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(content)),
    };

    private static IEnumerable<Operation> Care360() =>
    [
        new(
            "CreateCalendarEvent", OperationKind.Write, $"POST {Case}",
            """{"status":200,"success":true,"message":"m","data":{"success":true,"calendarEventId":"123e4567-e89b-12d3-a456-426614174000"}}""",
            (client, end) => Told.OfAsync(client.Api.CreateCalendarEventAsync("north", TestClient.CaseId, TestClient.Details, "k", end))),
        new(
            "CancelCalendarEvent", OperationKind.Write, $"POST {Case}",
            """{"status":200,"success":true,"message":"m","data":{"success":true}}""",
            (client, end) => Told.OfAsync(client.Api.CancelCalendarEventAsync("north", TestClient.CaseId, Token, "k", end))),
        new(
            "AddComment", OperationKind.Write, $"POST {Case}",
            """{"status":200,"success":true,"message":"m","data":{"commentId":"e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b","createdAt":"2024-09-04T12:00:00.000Z"}}""",
            (client, end) => Told.OfAsync(client.Api.AddCommentAsync("north", TestClient.CaseId, Comment, [Upload(new byte[100])], "k", end))),
        new(
            "ScheduleAppointment", OperationKind.Write, "POST /api/v1/calendar/appointments",
            """{"status":200,"success":true,"message":"m"}""",
            (client, end) => Told.OfAsync(client.Api.ScheduleAppointmentAsync("north", Appointment, "k", end))),
        new(
            "CancelAppointment", OperationKind.Write, "POST /api/v1/calendar/appointments/cancel",
            """{"status":200,"success":true,"message":"m"}""",
            (client, end) => Told.OfAsync(client.Api.CancelAppointmentAsync(
                "north", new CancelAppointmentRequest { Email = "canary@example.com", AppointmentId = Token, Reason = "canary" }, "k", end))),
        new(
            "ListAppointments", OperationKind.Read, "GET /api/v1/calendar/appointments?start_date=2026-03-01&end_date=2026-03-31",
            """{"status":200,"success":true,"message":"m","data":[{"id":"x","createdAt":"c","updatedAt":"u","title":"t","start":"s","end":"e"}]}""",
            (client, end) => Told.OfAsync(client.Api.ListAppointmentsAsync("north", new(2026, 3, 1), new(2026, 3, 31), end))),
        new(
            "ListEventTypes", OperationKind.Read, "GET /api/v1/calendar/provider-availability?provider_states=CA%2CNY",
            """{"status":200,"success":true,"message":"m","data":[{"providerName":"Dr. John Doe","calendlyLink":"https://calendly.com/p","eventTypeId":"e"}]}""",
            (client, end) => Told.OfAsync(client.Api.ListEventTypesAsync("north", new AvailabilityQuery { ProviderStates = ["CA", "NY"] }, end))),
        new(
            "ListSlots", OperationKind.Read,
            "GET /api/v1/calendar/provider-availability?provider_states=CA&provider_email=canary%40example.com&event_type_id=e&start_time=2026-03-10T12%3A00%3A00Z&end_time=2026-03-11T12%3A00%3A00Z",
            """{"status":200,"success":true,"message":"m","data":[{"providerName":"P","providerEmail":"p@example.com","eventTypeId":"e","slots":[{"startTime":"s","endTime":"e"}]}]}""",
            (client, end) => Told.OfAsync(client.Api.ListSlotsAsync("north", Slots, end))),
        new(
            "ListCases", OperationKind.Read,
            "GET /api/v1/cases?startTime=2026-03-09T12%3A00%3A00Z&endTime=2026-03-10T12%3A00%3A00Z&status=OPEN%2CASSIGNED&recordsPerPage=100&after=canary%26%2B&includeAttachments=true&documentFormat=url&includeCalendarEvents=true",
            """{"status":200,"success":true,"message":"m","pageInfo":{"cursor":{"start":"a","end":"b"},"hasNextPage":true,"hasPreviousPage":false,"count":1},"cases":[{"id":"a"}]}""",
            (client, end) => Told.OfAsync(client.Api.ListCasesAsync("north", CasePage, end))),
        new(
            "GetCase by id", OperationKind.Read, "GET /api/v1/customer-case-detail?caseId=a1b2c3d4-e5f6-7890-abcd-ef1234567890&includeAttachments=true&documentFormat=url",
            """{"status":200,"success":true,"caseDetail":{"id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","comments":[{"id":"c","text":"t"}]}}""",
            (client, end) => Told.OfAsync(client.Api.GetCaseAsync("north", TestClient.CaseId, CaseParts.Attachments, end))),
        new(
            "GetCase by e-mail", OperationKind.Read, "GET /api/v1/customer-case-detail?email=canary%2Bx%40example.com&includeCalendarEvents=true",
            """{"status":200,"success":true,"caseDetail":{"id":"a"}}""",
            (client, end) => Told.OfAsync(client.Api.GetCaseAsync("north", "canary+x@example.com", CaseParts.CalendarEvents, end))),
        new(
            "ListUsers", OperationKind.Read, "GET /api/v1/users?email=canary%40&limit=50&after=MjAyNXw%3D",
            """{"meta":{"hasMore":false,"cursor":null},"data":[{"email":"p@example.com"}]}""",
            (client, end) => Told.OfAsync(client.Api.ListUsersAsync("north", new UserListQuery { EmailPrefix = "canary@", Limit = 50, After = "MjAyNXw=" }, end))),
    ];

    private static IEnumerable<Operation> Sweeppea() =>
    [
        new(
            "Sweeppea CreateEvent", OperationKind.Write, "POST /calendar/create",
            $$$"""{"Response":true,"Message":"m","Data":{"_id":"696f74c08c20c5725ca2aa32","EventToken":"{{{Token}}}","EventTitle":"t","EventDescription":"d","EventStartDate":"s","EventEndDate":"e","EventTimeZone":"1"}}""",
            (client, end) => Told.OfAsync(client.Marketing.CreateEventAsync("north", MarketingEvent, "k", end))),
        new(
            "Sweeppea UpdateEvent", OperationKind.Write, "PUT /calendar/update",
            $$$"""{"Response":true,"Message":"m","Data":{"_id":"696f74c08c20c5725ca2aa32","EventToken":"{{{Token}}}","EventTitle":"t","EventDescription":null,"EventColor":"#6CD9FF"}}""",
            (client, end) => Told.OfAsync(client.Marketing.UpdateEventAsync("north", new MarketingEventChange { EventToken = Token, EventTitle = "canary" }, "k", end))),
        new(
            "Sweeppea DeleteEvent", OperationKind.Write, "DELETE /calendar/delete",
            """{"Response":true,"Message":"Calendar Event Deleted Successfully"}""",
            (client, end) => Told.OfAsync(client.Marketing.DeleteEventAsync("north", Token, "k", end))),
        new(
            "Sweeppea ListEvents", OperationKind.Fetch, "POST /calendar/fetch",
            $$$"""{"Response":true,"Data":{"TotalEvents":1,"Events":[{"_id":"i","EventToken":"{{{Token}}}","EventTitle":"t","EventStartDate":"s","EventEndDate":"e"}]}}""",
            (client, end) => Told.OfAsync(client.Marketing.ListEventsAsync("north", end))),
        new(
            "Sweeppea GetEvent", OperationKind.Fetch, "POST /calendar/single",
            $$$"""{"Response":true,"Data":{"_id":"i","EventToken":"{{{Token}}}","EventTitle":"t","EventStartDate":"s","EventEndDate":"e"}}""",
            (client, end) => Told.OfAsync(client.Marketing.GetEventAsync("north", Token, end))),
        new(
            "Sweeppea ListSweepstakes", OperationKind.Fetch, "POST /sweepstakes/fetch",
            """{"Response":true,"Data":[{"SweepstakesToken":"t","SweepstakesName":"n"}],"Count":1}""",
            (client, end) => Told.OfAsync(client.Marketing.ListSweepstakesAsync("north", end))),
    ];

    private static ScheduleAppointmentRequest Appointment { get; } = new()
    {
        EventTypeId = "canary-type",
        StartTime = "2026-03-11T14:00:00Z",
        Email = "canary@example.com",
        TimeZone = "America/New_York",
        Location = "zoom_conference",
    };

    private static SlotQuery Slots { get; } = new()
    {
        ProviderStates = ["CA"],
        ProviderEmail = "canary@example.com",
        EventTypeId = "e",
        Start = TestClient.Now,
        End = TestClient.Now + NodaTime.Duration.FromDays(1),
    };

    private static CaseListQuery CasePage { get; } = new()
    {
        Start = TestClient.Now - NodaTime.Duration.FromDays(1),
        End = TestClient.Now,
        Statuses = ["OPEN", "ASSIGNED"],
        RecordsPerPage = 100,
        After = "canary&+",
        Parts = CaseParts.Attachments | CaseParts.CalendarEvents,
    };
}
