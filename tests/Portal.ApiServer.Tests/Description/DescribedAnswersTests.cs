using Portal.Storage;

namespace Portal.ApiServer.Tests.Description;

public sealed class DescribedAnswersTests(Servers servers) : IClassFixture<Servers>
{
    private const string Case = "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    [Theory]
    [InlineData("POST", Case, 200, """{"status":200,"success":true,"message":"m","data":{"success":true,"calendarEventId":"x"}}""")]
    [InlineData("POST", Case, 404, """{"status":404,"success":false,"message":"m","error":"e"}""")]
    [InlineData("POST", Case, 422, """{"status":422,"success":false,"message":"m"}""")]
    [InlineData("POST", "/calendar/create", 400, """{"Response":false,"Message":"m","Code":400}""")]
    public async Task ShouldDescribe_DescribedAnswer_Passes(string method, string path, int status, string body)
    {
        var described = await DescribedAnswers.OfAsync(await servers.OfAsync(DatabaseEngine.Sqlite));

        described.ShouldDescribe(method, path, status, body);
    }

    [Theory]
    [InlineData("GET", Case, 200, "{}")]
    [InlineData("POST", "/api/v1/nothing", 200, "{}")]
    [InlineData("POST", Case, 418, """{"status":418,"success":false,"message":"m"}""")]
    [InlineData("POST", Case, 404, """{"status":404,"success":false}""")]
    [InlineData("POST", Case, 404, """{"status":"404","success":false,"message":"m"}""")]
    [InlineData("POST", Case, 404, """{"status":404,"success":false,"message":"m","error":null}""")]
    [InlineData("POST", Case, 404, """{"status":404,"success":false,"message":"m","trace":"t"}""")]
    [InlineData("POST", Case, 200, """{"status":200,"success":true,"message":"m","data":{"success":true,"calendarEventId":"x","more":1}}""")]
    [InlineData("POST", "/calendar/create", 400, """{"response":false,"message":"m","code":400}""")]
    public async Task ShouldDescribe_OtherAnswer_Fails(string method, string path, int status, string body)
    {
        var described = await DescribedAnswers.OfAsync(await servers.OfAsync(DatabaseEngine.Sqlite));

        Should.Throw<ShouldAssertException>(() => described.ShouldDescribe(method, path, status, body));
    }
}
