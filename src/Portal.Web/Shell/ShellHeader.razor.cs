using Microsoft.AspNetCore.Components;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Organizations;

namespace Portal.Web.Shell;

/// <summary>Product, organisation, navigation, time zone and account.</summary>
public sealed partial class ShellHeader(OrganizationDirectory organizations, BookingService booking)
{
    [CascadingParameter]
    public required Caller Caller { get; set; }

    private string OrganizationName => organizations.Find(Caller.OrganizationId)?.Name ?? Caller.OrganizationId;
}
