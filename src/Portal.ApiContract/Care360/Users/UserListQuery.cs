namespace Portal.ApiContract.Care360.Users;

/// <summary>What <c>GET /api/v1/users</c> is asked for (companion 1.9).</summary>
public sealed record UserListQuery
{
    /// <summary>What the e-mail address starts with; null: everybody.</summary>
    public string? EmailPrefix { get; init; }

    /// <summary>Null: the server's 10.</summary>
    public int? Limit { get; init; }

    /// <summary>The previous page's <c>cursor</c>, opaque; null: the first page.</summary>
    public string? After { get; init; }
}
