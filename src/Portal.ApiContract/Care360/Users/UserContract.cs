namespace Portal.ApiContract.Care360.Users;

/// <summary>Answer of <c>GET /api/v1/users</c> (companion 1.9); it has neither <c>status</c> nor <c>success</c>.</summary>
public sealed record UserListAnswer(UserPageInfo Meta, IReadOnlyList<UserProfile> Data);

/// <summary>Whether more follows, and the <c>after</c> that brings it; null on the last page.</summary>
public sealed record UserPageInfo(bool HasMore, string? Cursor);

/// <summary>A person of the organisation. The vendor documents neither id nor role here.</summary>
public sealed record UserProfile
{
    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Dob { get; init; }

    public string? PhoneNumber { get; init; }

    public string? Gender { get; init; }

    public string? Address { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }

    public string? Allergies { get; init; }
}
