using System.Net.Http.Headers;
using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>An endpoint that takes a body, with a body that it understands.</summary>
public sealed record BadInputTarget(string Name, string Path, string Body, bool IsSweeppea = false)
{
    private const string Case = Care360Routes.Cases + "/" + RunningServer.NorthCase;
    private const string Absent = "00000000-0000-4000-8000-000000000000";

    /// <summary>Every document's body; those that change something only once name what does not exist, so that the same body always has the same answer.</summary>
    public static IReadOnlyList<BadInputTarget> All { get; } =
    [
        new("document 000", Case, Bodies.Document000),
        new("document 001", Case, Bodies.Cancel(Absent)),
        new(
            "document 002",
            Care360Routes.Appointments,
            $$$"""
            {"eventTypeId":"{{{Absent}}}","startTime":"2999-11-28T04:30:00Z","email":"invitee@example.com","firstName":"John","lastName":"Doe",
            "timezone":"Asia/Kolkata","location":"google_conference","tracking":{"utmCampaign":null,"utmSource":"a","utmMedium":null,
            "utmContent":null,"utmTerm":null,"salesforceUuid":null}}
            """),
        new(
            "cancel appointment",
            Care360Routes.AppointmentCancel,
            $$"""{"email":"invitee@example.com","appointmentId":"{{Absent}}","reason":"Testing cancel event"}"""),
        new(
            "document 003",
            Case,
            """
            {"action":"ADD_COMMUNICATION","communication":{"text":"Comment text","isRestricted":false,"author":{"email":"support_user@carevalidate.com",
            "firstName":"John","lastName":"Doe"},"webhookNotify":true,"attachments":[{"isRestricted":false,"isPHI":false,"fileName":"Screenshot_01.png",
            "content":"iVBORw0KGgo="}],"taggedUsers":[{"email":"a@example.com"}]}}
            """),
        new(
            "document 004",
            SweeppeaRoutes.Create,
            """
            {"EventTitle":"Team Meeting","EventDescription":"Monthly team sync meeting","EventLocation":"Conference Room A","Latitude":"40.7","Longitude":"-74",
            "EventStartDate":"2999-02-20T10:00:00.000Z","EventEndDate":"2999-02-20T12:00:00.000Z","EventStartTime":"10:00","EventEndTime":"12:00",
            "EventColor":"#FF5733","EventAllDay":false,"EventStatus":false,"PrivateEvent":true,"SMSNotification":false,"Completed":false,
            "PeopleInvolved":[],"RepeatThisEvent":{},"Notification":{"Frequency":24}}
            """,
            IsSweeppea: true),
        new(
            "update event",
            SweeppeaRoutes.Update,
            $$"""{"EventToken":"{{Absent}}","EventTitle":"Team Meeting","EventStartDate":"2999-02-20","EventStartTime":"10:00"}""",
            IsSweeppea: true),
    ];

    public async Task<WireAnswer> SendAsync(RunningServer server, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(IsSweeppea ? "Authorization" : Care360Routes.ApiKeyHeader, IsSweeppea ? $"Bearer {RunningServer.NorthToken}" : RunningServer.NorthKey);
        using var response = await server.Client.SendAsync(request);
        return new WireAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), RetryAfter: null);
    }

    /// <summary>Whatever came in: the vendor's envelope came out, and it is not the server's fault.</summary>
    public void ShouldBeInTheEnvelope(WireAnswer answer, string sent)
    {
        answer.Status.ShouldBeLessThan(500, sent);
        answer.ContentType.ShouldBe("application/json; charset=utf-8", sent);
        using var document = JsonDocument.Parse(answer.Body);
        var root = document.RootElement;
        root.GetProperty(IsSweeppea ? "Response" : "success").GetBoolean().ShouldBe(answer.Status < 300, sent);
        root.GetProperty(IsSweeppea ? "Message" : "message").GetString().ShouldNotBeNullOrEmpty(sent);
        if (!IsSweeppea)
        {
            root.GetProperty("status").GetInt32().ShouldBe(answer.Status, sent);
        }
        else if (answer.Status >= 300)
        {
            root.GetProperty("Code").GetInt32().ShouldBe(answer.Status, sent);
        }
    }
}
