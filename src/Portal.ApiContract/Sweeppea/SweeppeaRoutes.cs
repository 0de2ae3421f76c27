namespace Portal.ApiContract.Sweeppea;

/// <summary>Paths of the Sweeppea API (document 004, companion part 2); the only place that spells them. The key is a Bearer token.</summary>
public static class SweeppeaRoutes
{
    public const string Create = "/calendar/create";

    /// <summary>GET and POST.</summary>
    public const string Fetch = "/calendar/fetch";

    public const string FetchOne = "/calendar/single";

    /// <summary>PUT and POST.</summary>
    public const string Update = "/calendar/update";

    /// <summary>DELETE and POST, both with a JSON body.</summary>
    public const string Delete = "/calendar/delete";

    public const string Sweepstakes = "/sweepstakes/fetch";

    /// <summary>What all of them start with.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["/calendar", "/sweepstakes"];
}
