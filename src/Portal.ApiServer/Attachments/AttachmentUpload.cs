using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Portal.ApiServer.Attachments;

/// <summary>One content on its way in: decoded, measured and hashed as its Base64 arrives, and written to a temporary file.</summary>
/// <remarks>
/// The writes are synchronous: they go to the page cache, and on Linux asynchronous ones are the same call made from another thread.
/// </remarks>
internal sealed class AttachmentUpload : IDisposable
{
    private const int Characters = 16 * 1024;

    private readonly byte[] _characters = ArrayPool<byte>.Shared.Rent(Characters);
    private readonly byte[] _decoded = ArrayPool<byte>.Shared.Rent(Characters);
    private readonly byte[] _head = new byte[MediaTypes.HeadLength];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PlainTextProbe _text = new();
    private readonly FileStream _file;
    private readonly int _largest;
    private int _count;
    private bool _isKept;

    /// <param name="file">Empty; this upload's own.</param>
    /// <param name="largest">Decoded bytes; beyond them nothing is written.</param>
    public AttachmentUpload(FileStream file, int largest)
    {
        _file = file;
        _largest = largest;
    }

    /// <summary>Decoded bytes.</summary>
    public long Size { get; private set; }

    public bool IsTooLarge => Size > _largest;

    /// <summary>Whether all of it was Base64: the standard alphabet, padded, nothing between.</summary>
    public bool IsBase64 { get; private set; } = true;

    /// <summary>Lower-case hexadecimal; empty until the content is whole.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>By signature; see <see cref="MediaTypes"/>.</summary>
    public string ContentType => MediaTypes.Of(_head.AsSpan(0, (int)Math.Min(Size, _head.Length)), _text.IsText);

    /// <summary>Takes the next characters of the Base64 text.</summary>
    public void Append(ReadOnlySpan<byte> characters)
    {
        while (!characters.IsEmpty && IsBase64 && !IsTooLarge)
        {
            if (_count == Characters)
            {
                Decode(isLast: false);
            }

            var taken = characters[..Math.Min(characters.Length, Characters - _count)];
            taken.CopyTo(_characters.AsSpan(_count));
            _count += taken.Length;
            characters = characters[taken.Length..];
        }
    }

    /// <summary>Takes the end of the text.</summary>
    public void End()
    {
        Decode(isLast: true);
        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>Flushes the file to disk and moves it, in place of what is there. Once only.</summary>
    public void MoveTo(string path)
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_file.Name, path, overwrite: true);
        _isKept = true;
    }

    /// <summary>Removes the temporary file unless it was moved.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_characters, clearArray: true);
        ArrayPool<byte>.Shared.Return(_decoded, clearArray: true);
        if (!_isKept)
        {
            File.Delete(_file.Name);
        }
    }

    private void Decode(bool isLast)
    {
        if (!IsBase64 || IsTooLarge)
        {
            return;
        }

        // The decoder skips blanks, which the contract does not allow.
        var text = _characters.AsSpan(0, _count);
        _count = 0;
        IsBase64 = !text.Contains((byte)' ')
            && Base64.DecodeFromUtf8(text, _decoded, out var read, out var written, isLast) == OperationStatus.Done
            && read == text.Length
            && Write(_decoded.AsSpan(0, written));
    }

    private bool Write(ReadOnlySpan<byte> bytes)
    {
        if (Size < _head.Length)
        {
            bytes[..(int)Math.Min(bytes.Length, _head.Length - Size)].CopyTo(_head.AsSpan((int)Size));
        }

        Size += bytes.Length;
        if (!IsTooLarge)
        {
            _hash.AppendData(bytes);
            _text.Take(bytes);
            _file.Write(bytes);
        }

        return true;
    }
}
