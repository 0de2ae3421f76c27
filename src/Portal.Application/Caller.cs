namespace Portal.Application;

/// <summary>Who asks, and for which organisation: the first argument of every service. A service reads and writes only what this caller may.</summary>
/// <param name="PersonId">The identity provider's tenant and object id, never an e-mail address.</param>
/// <param name="Name">Full name, for display.</param>
/// <param name="Email">For display and as comment author, never for identity.</param>
/// <param name="OrganizationId">The organisation the person works for in this session.</param>
/// <param name="Roles">App roles, see <see cref="PortalRoles"/>; may be empty.</param>
public sealed record Caller(string PersonId, string Name, string Email, string OrganizationId, IReadOnlySet<string> Roles)
{
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>Sees and changes case events and appointments.</summary>
    public bool IsClinical => Is(PortalRoles.Clinical) || Is(PortalRoles.Admin);
}
