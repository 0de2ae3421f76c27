using System.Security.Claims;
using Portal.Application;

namespace Portal.Web.SignIn;

/// <summary>The claims of a portal session, whichever way the person signed in.</summary>
public static class PortalClaims
{
    public const string Tenant = "tid";
    public const string ObjectId = "oid";
    public const string Name = "name";
    public const string Email = "email";
    public const string Organization = "organization";
    public const string Role = "roles";

    /// <summary>The caller of a principal, or null when nobody is signed in.</summary>
    public static Caller? CallerOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && user.FindFirstValue(Tenant) is { } tenant
        && user.FindFirstValue(ObjectId) is { } objectId
        && user.FindFirstValue(Organization) is { } organization
            ? new Caller(
                $"{tenant}.{objectId}",
                user.FindFirstValue(Name) ?? "",
                user.FindFirstValue(Email) ?? "",
                organization,
                user.FindAll(Role).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal))
            : null;
}
