namespace Portal.ApiClient.Care360;

/// <summary>One file of a comment, read from its source only while it is sent. A class: its text form shows no file name.</summary>
public sealed class CommentUpload
{
    public required string FileName { get; init; }

    /// <summary>Sent as true whatever this says when the comment is restricted.</summary>
    public required bool IsRestricted { get; init; }

    public required bool IsPhi { get; init; }

    /// <summary>In bytes; exactly what the stream gives.</summary>
    public required long Length { get; init; }

    /// <summary>Opens the content at its start. Called anew for every try; the stream is disposed of after it.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> OpenAsync { get; init; }
}
