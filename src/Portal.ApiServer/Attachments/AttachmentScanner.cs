using System.Buffers;
using System.Text;

namespace Portal.ApiServer.Attachments;

/// <summary>
/// Takes a JSON body piece by piece, cut anywhere, and copies it to a skeleton; only the texts at
/// <c>communication.attachments[*].content</c> go to a sink, and the skeleton has <c>"0"</c>, <c>"1"</c>… in their place.
/// </summary>
/// <remarks>
/// It checks nothing but those texts: where one is no JSON text the skeleton gets a control character, so a strict parser refuses the
/// skeleton exactly when it would refuse the body. That holds because a text stands for a text, everything else is copied, and up to
/// the first error of a body the scanner's notion of where a text begins and ends is the parser's.
/// </remarks>
internal sealed class AttachmentScanner(IBufferWriter<byte> skeleton, IContentSink contents)
{
    private const byte NoJson = 0;
    private const byte NoBase64 = (byte)'?';
    private const int Failed = -1;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],"u8);

    /// <summary>What stands for itself inside a text: ASCII but control characters, quote and backslash.</summary>
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x60).Select(code => (byte)code).Where(code => code is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>The way to a content: what opens at each depth, and under which key it, or the content itself, stands.</summary>
    private static readonly (byte Opening, byte[]? Key)[] Way =
        [((byte)'{', null), ((byte)'{', "communication"u8.ToArray()), ((byte)'[', "attachments"u8.ToArray()), ((byte)'{', null), (0, "content"u8.ToArray())];

    private readonly byte[] _rune = new byte[4];
    private int _runeLength;

    private Place _place;
    private TextKind _kind;

    /// <summary>Objects and arrays that are open, and how many of them, from the outside, lie on the way.</summary>
    private int _depth;
    private int _depthOnWay;

    /// <summary>Whether a text in an object on the way is a key: the first after an opening or a comma is. Elsewhere it is not asked.</summary>
    private bool _isKeyNext;

    /// <summary>Whether the last key in an object on the way was the one to follow; any other object lies between that key and the next.</summary>
    private bool _isKeyOnWay;
    private int _keyMatched;

    private int _hexDigits;
    private int _codeUnit;
    private int _contents;

    private enum Place
    {
        BetweenTexts,
        InText,
        AfterBackslash,
        InCodeUnit,
    }

    private enum TextKind
    {
        Other,
        Key,
        Content,
    }

    private bool IsOnWay => _depth == _depthOnWay;

    /// <summary>Takes the next bytes of the body.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = _place switch
            {
                Place.BetweenTexts => BetweenTexts(bytes),
                Place.InText => InText(bytes),
                Place.AfterBackslash => AfterBackslash(bytes[0]),
                _ => InCodeUnit(bytes[0]),
            };
            bytes = bytes[taken..];
        }
    }

    private int BetweenTexts(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAny(Structure);
        if (at < 0)
        {
            skeleton.Write(bytes);
            return bytes.Length;
        }

        skeleton.Write(bytes[..(at + 1)]);
        switch (bytes[at])
        {
            case (byte)'"':
                BeginText();
                break;
            case (byte)',':
                _isKeyNext = true;
                break;
            case (byte)'{' or (byte)'[':
                Open(bytes[at]);
                break;
            default:
                _depth = Math.Max(0, _depth - 1);
                _depthOnWay = Math.Min(_depthOnWay, _depth);
                break;
        }

        return at + 1;
    }

    private void Open(byte opening)
    {
        if (IsOnWay && Way[_depth].Opening == opening && (Way[_depth].Key is null || _isKeyOnWay))
        {
            _depthOnWay++;
        }

        _depth++;
        _isKeyNext = true;
    }

    private void BeginText()
    {
        _place = Place.InText;
        _kind = !IsOnWay || Way[_depth].Key is null ? TextKind.Other
            : _isKeyNext ? TextKind.Key
            : _isKeyOnWay && _depth == Way.Length - 1 ? TextKind.Content
            : TextKind.Other;
        _keyMatched = 0;
        if (_kind == TextKind.Content)
        {
            contents.Begin();
        }
    }

    private void EndText()
    {
        _place = Place.BetweenTexts;
        if (_kind == TextKind.Key)
        {
            _isKeyOnWay = _keyMatched == Way[_depth].Key?.Length;
            _isKeyNext = false;
        }
        else if (_kind == TextKind.Content)
        {
            CheckRuneIsWhole();
            contents.End();
            WritePlaceholder();
        }
    }

    private int InText(ReadOnlySpan<byte> bytes)
    {
        var at = _kind == TextKind.Content ? bytes.IndexOfAnyExcept(Plain) : bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (at != 0)
        {
            var run = at < 0 ? bytes : bytes[..at];
            Take(run);
            Copy(run);
            return run.Length;
        }

        var next = bytes[..1];
        if (next[0] == '"')
        {
            EndText();
            skeleton.Write(next);
        }
        else
        {
            Copy(next);
            if (next[0] == '\\')
            {
                _place = Place.AfterBackslash;
            }
            else
            {
                TakeUnusual(next[0]);
            }
        }

        return 1;
    }

    private int AfterBackslash(byte escaped)
    {
        Copy([escaped]);
        _place = Place.InText;
        switch (escaped)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                Take([escaped]);
                break;
            case (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                Take([NoBase64]);
                break;
            case (byte)'u':
                _place = Place.InCodeUnit;
                _hexDigits = 0;
                _codeUnit = 0;
                break;
            default:
                Refuse();
                break;
        }

        return 1;
    }

    private int InCodeUnit(byte digit)
    {
        Copy([digit]);
        if (!char.IsAsciiHexDigit((char)digit))
        {
            _place = Place.InText;
            Refuse();
            return 1;
        }

        _codeUnit = (_codeUnit << 4) | HexValue(digit);
        if (++_hexDigits == 4)
        {
            _place = Place.InText;
            Take([_codeUnit is >= 0x20 and < 0x80 ? (byte)_codeUnit : NoBase64]);
        }

        return 1;
    }

    /// <summary>Characters of the text, escapes decoded.</summary>
    private void Take(ReadOnlySpan<byte> characters)
    {
        if (_kind == TextKind.Content)
        {
            CheckRuneIsWhole();
            contents.Append(characters);
        }
        else if (_kind == TextKind.Key && _keyMatched != Failed)
        {
            var key = Way[_depth].Key.AsSpan(_keyMatched);
            _keyMatched = key.StartsWith(characters) ? _keyMatched + characters.Length : Failed;
        }
    }

    /// <summary>A control character or a byte of a character beyond ASCII, inside a content.</summary>
    private void TakeUnusual(byte part)
    {
        contents.Append([NoBase64]);
        if (part < 0x80)
        {
            Refuse();
            return;
        }

        _rune[_runeLength++] = part;
        switch (Rune.DecodeFromUtf8(_rune.AsSpan(0, _runeLength), out _, out _))
        {
            case OperationStatus.Done:
                _runeLength = 0;
                break;
            case OperationStatus.InvalidData:
                Refuse();
                break;
        }
    }

    private void CheckRuneIsWhole()
    {
        if (_runeLength > 0)
        {
            Refuse();
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        if (_kind != TextKind.Content)
        {
            skeleton.Write(bytes);
        }
    }

    /// <summary>Makes the skeleton malformed as the body is. Elsewhere than in a content the copy itself is.</summary>
    private void Refuse()
    {
        _runeLength = 0;
        if (_kind == TextKind.Content)
        {
            skeleton.Write([NoJson]);
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private void WritePlaceholder()
    {
        _contents.TryFormat(skeleton.GetSpan(10), out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        skeleton.Advance(length);
        _contents++;
    }
}
