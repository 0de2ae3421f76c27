using System.Collections.Frozen;

namespace Portal.ApiContract.Care360.Availability;

/// <summary>The postal codes that <c>provider_states</c> takes: the fifty states, the District of Columbia and the five inhabited territories [the territories are inferred].</summary>
public static class UsStates
{
    /// <summary>Upper-case, in alphabetical order of the codes.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA",
        "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR", "RI",
        "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
    ];

    private static readonly FrozenSet<string> Known = Codes.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is one of <see cref="Codes"/>, as written there.</summary>
    public static bool IsCode(string code) => Known.Contains(code);
}
