namespace Portal.ApiServer.Attachments;

/// <summary>Tells a file's media type by its first bytes, never by its name, so that nothing is called what a browser would run.</summary>
internal static class MediaTypes
{
    public const string PlainText = "text/plain";
    public const string Unknown = "application/octet-stream";

    /// <summary>How much of a file is looked at.</summary>
    public const int HeadLength = 4096;

    /// <summary>The type of a file that begins with <paramref name="head"/>. HTML and SVG are plain text.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or the whole file.</param>
    /// <param name="isPlainText">Whether the whole file is text.</param>
    public static string Of(ReadOnlySpan<byte> head, bool isPlainText) => head switch
    {
        _ when head.StartsWith("%PDF-"u8) => "application/pdf",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) => "image/png",
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) => "image/jpeg",
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => "image/gif",
        _ when IsRiff(head, "WEBP"u8) => "image/webp",
        _ when IsRiff(head, "WAVE"u8) => "audio/wav",
        _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) => "image/tiff",
        _ when head.Length > 14 && head.StartsWith("BM"u8) && head[6..10].IndexOfAnyExcept((byte)0) < 0 => "image/bmp",
        _ when head.StartsWith("PK\x03\x04"u8) => OfZip(head),
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) => "application/x-ole-storage",
        _ when head.Length > 11 && head[4..8].SequenceEqual("ftyp"u8) => "video/mp4",
        _ when head.StartsWith("ID3"u8) => "audio/mpeg",
        _ => isPlainText ? PlainText : Unknown,
    };

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> kind) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual(kind);

    /// <summary>Office documents are archives whose first entries name their kind.</summary>
    private static string OfZip(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.IndexOf("[Content_Types].xml"u8) < 0 => "application/zip",
        _ when head.IndexOf("word/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ when head.IndexOf("xl/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ when head.IndexOf("ppt/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/zip",
    };
}
