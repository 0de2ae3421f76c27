namespace Portal.ApiContract.Care360;

/// <summary>The location types of a meeting (documents 000 and 002; the fifth is in their examples and in the list of 002).</summary>
public static class LocationTypes
{
    public const string GoogleMeet = "google_conference";
    public const string Zoom = "zoom_conference";
    public const string GoToMeeting = "gotomeeting_conference";
    public const string MicrosoftTeams = "microsoft_teams_conference";
    public const string Webex = "webex_conference";

    /// <summary>All accepted values, in the order of document 002.</summary>
    public static IReadOnlyList<string> All { get; } = [GoogleMeet, Zoom, GoToMeeting, MicrosoftTeams, Webex];
}
