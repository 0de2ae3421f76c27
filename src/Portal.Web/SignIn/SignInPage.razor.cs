using Microsoft.AspNetCore.Components;

namespace Portal.Web.SignIn;

/// <summary>The way in. Never interactive: it sets the session cookie.</summary>
public sealed partial class SignInPage(IWebHostEnvironment environment)
{
    public const string Path = "/signin";
    public const string ReturnUrlParameter = "returnUrl";

    [SupplyParameterFromQuery(Name = ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }
}
