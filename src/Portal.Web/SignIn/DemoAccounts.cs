using System.Security.Claims;
using Portal.Application;

namespace Portal.Web.SignIn;

/// <summary>An account that anyone may choose on a Development machine.</summary>
public sealed record DemoAccount(string Email, string Name, string OrganizationId, string OrganizationName, string Tenant, string ObjectId, IReadOnlyList<string> Roles)
{
    public ClaimsPrincipal ToPrincipal(string scheme) =>
        new(new ClaimsIdentity(
            [
                new Claim(PortalClaims.Tenant, Tenant),
                new Claim(PortalClaims.ObjectId, ObjectId),
                new Claim(PortalClaims.Name, Name),
                new Claim(PortalClaims.Email, Email),
                new Claim(PortalClaims.Organization, OrganizationId),
                .. Roles.Select(role => new Claim(PortalClaims.Role, role)),
            ],
            scheme,
            PortalClaims.Name,
            PortalClaims.Role));
}

/// <summary>The demo accounts. They exist in Development only.</summary>
public static class DemoAccounts
{
    private const string NorthsideTenant = "11111111-1111-4111-8111-111111111111";
    private const string LakeviewTenant = "22222222-2222-4222-8222-222222222222";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        Northside("clinical@northside.example", "Nora Kim", "00000000-0000-4000-8000-000000000001", PortalRoles.Clinical),
        Northside("marketing@northside.example", "Mateo Silva", "00000000-0000-4000-8000-000000000002", PortalRoles.Marketing),
        Northside("admin@northside.example", "Ada Brandt", "00000000-0000-4000-8000-000000000003", PortalRoles.Clinical, PortalRoles.Marketing, PortalRoles.Admin),
        new("clinical@lakeview.example", "Liam O’Neill", "lakeview", "Lakeview Health", LakeviewTenant, "00000000-0000-4000-8000-000000000004", [PortalRoles.Clinical]),
    ];

    private static DemoAccount Northside(string email, string name, string objectId, params string[] roles) =>
        new(email, name, "northside", "Northside Clinic", NorthsideTenant, objectId, roles);
}
