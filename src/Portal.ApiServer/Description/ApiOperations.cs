namespace Portal.ApiServer.Description;

/// <summary>Every endpoint of the server but the description's own.</summary>
internal static class ApiOperations
{
    /// <summary>In the order of the document.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. Care360CaseOperations.All,
        .. Care360CalendarOperations.All,
        .. Care360ReadOperations.All,
        .. SweeppeaOperations.All,
        .. ServerOperations.All,
    ];
}
