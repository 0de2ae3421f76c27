namespace Portal.Web.SignIn;

/// <summary>Keeps redirects after sign-in on this host.</summary>
public static class LocalUrl
{
    private const string Home = "/calendar";

    /// <summary>The address when it is a plain path of this portal, else the calendar. Refuses <c>//host</c>, <c>/\host</c>, schemes and control characters.</summary>
    public static string OrHome(string? url) =>
        url is ['/', ..]
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Any(char.IsControl)
        && !url.StartsWith(SignInPage.Path, StringComparison.OrdinalIgnoreCase)
            ? url
            : Home;
}
