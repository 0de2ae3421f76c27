using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Web.Tests.Hosting;

internal sealed class TestSignInOptions : AuthenticationSchemeOptions;

/// <summary>Signs in whoever sends the header <c>X-Test-Person</c>.</summary>
internal sealed class TestSignIn(IOptionsMonitor<TestSignInOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<TestSignInOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Request.Headers["X-Test-Person"] is [{ } person]
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", person)], "Test")), "Test"))
            : AuthenticateResult.NoResult());
}
