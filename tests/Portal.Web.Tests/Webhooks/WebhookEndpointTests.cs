using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Webhooks;
using Portal.Application;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.TestSupport;

namespace Portal.Web.Tests.Webhooks;

public sealed class WebhookEndpointTests(WebhookPortal portal) : IClassFixture<WebhookPortal>
{
    private const string Ignored = """{"event":"ORDER_CREATED","payload":{}}""";

    private static readonly Caller Clinician = new(
        "t:1", "Dana Reyes", "dana@northside.example", "northside", new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });

    [Fact]
    public async Task Post_Signed_OkWithoutABodyCookieOrSignIn()
    {
        using var response = await SendAsync(Ignored);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Post_SignedFromAForeignOriginWithAForeignCookie_Ok()
    {
        using var request = Request(Ignored);
        request.Headers.Add("Origin", "https://upstream.example");
        request.Headers.Add("Cookie", "portal-session=forged");

        using var response = await portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Post_NotSigned_UnauthorizedWithoutABody(string? signature)
    {
        using var request = Request(Ignored);
        request.Headers.Remove(WebhookCall.SignatureHeader);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(WebhookCall.SignatureHeader, signature);
        }

        using var response = await portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        response.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task Post_UpperCaseOrTwoSignatures_Unauthorized()
    {
        var right = Sign(Ignored, WebhookPortal.Secret);

        (await StatusAsync(right.ToUpperInvariant())).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(right, right)).ShouldBe(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusAsync(params string[] signatures)
        {
            using var request = Request(Ignored);
            request.Headers.Remove(WebhookCall.SignatureHeader);
            request.Headers.TryAddWithoutValidation(WebhookCall.SignatureHeader, signatures);
            using var response = await portal.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Post_BodyOfOneCallUnderTheSignatureOfAnother_Unauthorized()
    {
        using var request = Request(Ignored.Replace("ORDER", "OTHER", StringComparison.Ordinal));
        request.Headers.Remove(WebhookCall.SignatureHeader);
        request.Headers.Add(WebhookCall.SignatureHeader, Sign(Ignored, WebhookPortal.Secret));

        using var response = await portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Post_SignedForAnotherOrganisation_Unauthorized()
    {
        using var response = await SendAsync(Ignored, "northside", "demo-webhook-lakeview");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("quiet")]
    public async Task Post_OrganisationUnknownOrWithoutASecret_NotFound(string organizationId)
    {
        using var response = await SendAsync(Ignored, organizationId);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"payload":{}}""")]
    public async Task Post_SignedGarbage_BadRequest(string body)
    {
        using var response = await SendAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(1024 * 1024, true, HttpStatusCode.OK)]
    [InlineData((1024 * 1024) + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData((1024 * 1024) + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_LargeBody_RefusedAboveOneMegabyte(int length, bool tellsItsLength, HttpStatusCode expected)
    {
        using var request = Request(Ignored.PadRight(length));
        request.Headers.TransferEncodingChunked = !tellsItsLength;

        // A body that is refused by its length is not sent: what is still on its way when the connection closes would break the answer.
        request.Headers.ExpectContinue = tellsItsLength;

        using var response = await portal.Http.SendAsync(request);

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Post_MoreThanTheLimit_TooManyRequestsOfThatOrganisationOnly()
    {
        var body = Ignored.Replace("ORDER", "MANY", StringComparison.Ordinal);
        HttpResponseMessage response;
        do
        {
            response = await SendAsync(body, "lakeview", "demo-webhook-lakeview");
        }
        while (response.StatusCode == HttpStatusCode.OK);

        using (response)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        }

        using var other = await SendAsync(Ignored);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Post_EventMadeUpstream_InTheCalendarAtOnceAndNothingOfTheCallInTheLog()
    {
        var calendar = portal.Services.GetRequiredService<CalendarService>();
        var start = SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(3);
        var (first, last) = (ZonedDay.Of(start.InUtc().Date.PlusDays(-30), DateTimeZone.Utc), ZonedDay.Of(start.InUtc().Date.PlusDays(30), DateTimeZone.Utc));
        await Eventually.TrueAsync(async () => (await ItemsAsync()).Any(i => i.CaseId is not null), "the demo calendar was read");
        var id = await CreateUpstreamAsync((await ItemsAsync()).First(i => i.CaseId is not null).CaseId.ShouldNotBeNull(), start);
        var body = $$"""{"event":"CALENDAR_EVENT_CREATED","payload":{"calendarEvent":{"id":"{{id}}","title":"canary-title"} } }""";

        using var response = await SendAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await ItemsAsync()).Any(i => string.Equals(i.UpstreamId, id, StringComparison.Ordinal)), "it is in the calendar");
        (await ItemsAsync()).ShouldNotContain(i => i.Title == "canary-title");
        foreach (var secret in new[] { "canary", id, Sign(body, WebhookPortal.Secret), WebhookPortal.Secret })
        {
            portal.Logged.ShouldNotContain(secret);
        }

        async Task<IReadOnlyList<CalendarItem>> ItemsAsync() => (await calendar.ReadAgendaAsync(Clinician, first, last, CalendarFilter.None, int.MaxValue, default)).Items;
    }

    private static string Sign(string body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Request(string body, string organizationId = "northside", string secret = WebhookPortal.Secret) =>
        new(HttpMethod.Post, $"/webhooks/care360/{organizationId}")
        {
            Headers = { { WebhookCall.SignatureHeader, Sign(body, secret) } },
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

    private async Task<HttpResponseMessage> SendAsync(string body, string organizationId = "northside", string secret = WebhookPortal.Secret)
    {
        using var request = Request(body, organizationId, secret);
        return await portal.Http.SendAsync(request);
    }

    private async Task<string> CreateUpstreamAsync(string caseId, Instant start)
    {
        var details = new CalendarEventDetails
        {
            Title = "Made elsewhere",
            StartTime = InstantPattern.ExtendedIso.Format(start),
            EndTime = InstantPattern.ExtendedIso.Format(start + Duration.FromHours(1)),
            TimeZone = "Etc/UTC",
            MeetingLink = "https://meet.example/abc",
            Location = LocationTypes.Zoom,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Upstream, $"/api/v1/cases/{caseId}"))
        {
            Headers = { { Care360Routes.ApiKeyHeader, "demo-care360-northside" } },
            Content = JsonContent.Create(
                new CreateCalendarEventRequest(CreateCalendarEventRequest.ActionName, details), Care360Json.Strict.CreateCalendarEventRequest),
        };
        using var response = await portal.Http.SendAsync(request);
        var created = await response.Content.ReadFromJsonAsync(Care360Json.Strict.Care360DataCreatedCalendarEvent);
        return created.ShouldNotBeNull().Data.CalendarEventId;
    }
}
