using Portal.ApiContract.Care360;

namespace Portal.Web.Calendar;

/// <summary>Location types in words.</summary>
internal static class LocationText
{
    /// <summary>The product's name; a value that the contract does not know is shown as it came.</summary>
    public static string Of(string location) => location switch
    {
        LocationTypes.GoogleMeet => "Google Meet",
        LocationTypes.Zoom => "Zoom",
        LocationTypes.GoToMeeting => "GoTo Meeting",
        LocationTypes.MicrosoftTeams => "Microsoft Teams",
        LocationTypes.Webex => "Webex",
        _ => location,
    };
}
