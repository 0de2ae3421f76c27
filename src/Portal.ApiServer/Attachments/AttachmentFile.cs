namespace Portal.ApiServer.Attachments;

/// <summary>A stored attachment: what it is called and which content it is.</summary>
internal sealed record AttachmentFile
{
    public string OrganizationId { get; init; } = "";

    public string Id { get; init; } = "";

    /// <summary>As it was given; to be shown, never a path.</summary>
    public string FileName { get; init; } = "";

    public string ContentType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public string Sha256 { get; init; } = "";
}
