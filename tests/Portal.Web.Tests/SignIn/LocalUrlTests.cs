using Portal.Web.SignIn;

namespace Portal.Web.Tests.SignIn;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/calendar?view=month")]
    [InlineData("/")]
    public void OrHome_OwnPath_IsKept(string url) => LocalUrl.OrHome(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("calendar")]
    [InlineData("/signin")]
    public void OrHome_AnythingElse_IsTheCalendar(string? url) => LocalUrl.OrHome(url).ShouldBe("/calendar");
}
