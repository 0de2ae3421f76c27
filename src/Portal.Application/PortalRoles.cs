namespace Portal.Application;

/// <summary>The app roles that the identity provider gives a person, by their exact values.</summary>
public static class PortalRoles
{
    public const string Clinical = "Clinical";
    public const string Marketing = "Marketing";
    public const string Admin = "Admin";
}
