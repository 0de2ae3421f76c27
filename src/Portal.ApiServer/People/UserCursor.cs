using System.Buffers.Text;
using System.Text;
using NodaTime;
using Portal.ApiContract;

namespace Portal.ApiServer.People;

/// <summary>
/// Where a page of users ends, in the form of the vendor's example (companion 1.9): <c>2025-11-26T10:55:12.014Z|id</c> in Base64 without
/// padding. No such text has bytes that Base64 and its URL-safe form write differently.
/// </summary>
/// <param name="CreatedAt">Whole milliseconds.</param>
/// <param name="Id">A lower-case UUID.</param>
internal sealed record UserCursor(Instant CreatedAt, string Id)
{
    /// <summary>The cursor of the text; null when it is none.</summary>
    public static UserCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts is [var createdAt, var id] && IsoDateTime.TryParse(createdAt, out var instant) && Guid.TryParseExact(id, "D", out var guid)
            ? new UserCursor(instant, guid.ToString("D"))
            : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{IsoDateTime.FormatMilliseconds(CreatedAt)}|{Id}"));
}
