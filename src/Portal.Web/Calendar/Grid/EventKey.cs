using System.Buffers.Text;

namespace Portal.Web.Calendar.Grid;

/// <summary>An item's id as the grid's markup carries it: the 22 characters that a UUID needs, not its 36; other ids as they are.</summary>
public static class EventKey
{
    /// <summary>Characters of a key that is a UUID.</summary>
    internal const int Length = 22;

    private const int BytesOfUuid = 16;

    // Begins what could be taken for a UUID's key and is not.
    private const char Verbatim = '.';

    /// <summary>The key of an item; null for none.</summary>
    public static string? Of(string? itemId)
    {
        Span<char> key = stackalloc char[Length];
        return itemId is null ? null
            : TryWrite(itemId, key) ? new string(key)
            : itemId.Length == Length || itemId.StartsWith(Verbatim) ? Verbatim + itemId
            : itemId;
    }

    /// <summary>The item that a key stands for. What is no key is an id that no item has.</summary>
    public static string ItemOf(string key)
    {
        if (key.StartsWith(Verbatim))
        {
            return key[1..];
        }

        Span<byte> bytes = stackalloc byte[BytesOfUuid];
        return key.Length == Length && Base64Url.IsValid(key) && Base64Url.TryDecodeFromChars(key, bytes, out var written) && written == BytesOfUuid
            ? new Guid(bytes).ToString("D")
            : key;
    }

    /// <summary>Writes the key of an id that is a UUID as the portal writes them.</summary>
    internal static bool TryWrite(ReadOnlySpan<char> itemId, Span<char> key)
    {
        Span<byte> bytes = stackalloc byte[BytesOfUuid];
        return Guid.TryParseExact(itemId, "D", out var uuid) && !itemId.ContainsAnyInRange('A', 'F')
            && uuid.TryWriteBytes(bytes) && Base64Url.EncodeToChars(bytes, key) == Length;
    }
}
