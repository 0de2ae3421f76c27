namespace Portal.ApiServer.DemoData;

/// <summary>A fictitious organisation of the demo.</summary>
internal sealed record DemoOrganization(
    string Id,
    string Name,
    string TimeZone,
    string Care360Key,
    string SweeppeaToken,
    IReadOnlyList<DemoPerson> Providers,
    IReadOnlyList<DemoCase> Cases,
    IReadOnlyList<DemoMeeting> Meetings);

/// <summary>Somebody with a mailbox.</summary>
internal sealed record DemoPerson(string Email, string Name);

/// <summary>A case of the demo; its id never changes, so that examples and links stay valid.</summary>
internal sealed record DemoCase(string Id, string ShortId, string Title, string Status, DemoPerson Submitter);

/// <summary>What a demo event is about.</summary>
internal sealed record DemoMeeting(string Title, string Description);
