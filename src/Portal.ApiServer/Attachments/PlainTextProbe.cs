using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Portal.ApiServer.Attachments;

/// <summary>Finds out, chunk by chunk, whether a file is UTF-8 without control characters other than tab and line ends.</summary>
internal sealed class PlainTextProbe
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7f).Select(code => (byte)code).Where(code => code is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))]);

    private readonly byte[] _rune = new byte[4];
    private int _runeLength;
    private bool _isText = true;

    /// <summary>Whether all that was taken is text.</summary>
    public bool IsText => _isText && _runeLength == 0;

    /// <summary>Takes the next bytes; after the first that are no text it looks at none.</summary>
    public void Take(ReadOnlySpan<byte> chunk)
    {
        while (_isText && _runeLength > 0 && !chunk.IsEmpty)
        {
            TakeIntoRune(chunk[0]);
            chunk = chunk[1..];
        }

        if (!_isText || chunk.IsEmpty)
        {
            return;
        }

        // At most the last three bytes can be the beginning of a character that goes on in the next chunk.
        var whole = chunk.Length;
        if (Rune.DecodeLastFromUtf8(chunk, out _, out var length) == OperationStatus.NeedMoreData)
        {
            whole -= length;
        }

        _isText = !chunk.ContainsAny(Controls) && Utf8.IsValid(chunk[..whole]);
        chunk[whole..].CopyTo(_rune);
        _runeLength = chunk.Length - whole;
    }

    private void TakeIntoRune(byte part)
    {
        _rune[_runeLength++] = part;
        switch (Rune.DecodeFromUtf8(_rune.AsSpan(0, _runeLength), out _, out _))
        {
            case OperationStatus.Done:
                _runeLength = 0;
                break;
            case OperationStatus.InvalidData:
                _isText = false;
                break;
        }
    }
}
