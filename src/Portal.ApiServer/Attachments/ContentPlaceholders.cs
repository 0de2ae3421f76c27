using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.ApiContract.Care360.Cases;

namespace Portal.ApiServer.Attachments;

/// <summary>
/// Stands in for the contents of one answer while it is serialised: each <c>content</c> is a text that nobody can guess, so no other text
/// of the answer holds it. <see cref="Answers.StreamedAnswer"/> puts the contents in their place.
/// </summary>
internal sealed class ContentPlaceholders : IAttachmentForm
{
    private const int IndexLength = 8;

    private readonly string _mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly List<AttachmentFile> _files = [];

    /// <summary>The text to serialise in place of the content.</summary>
    public string Add(AttachmentFile file)
    {
        _files.Add(file);
        return _mark + (_files.Count - 1).ToString("x8", CultureInfo.InvariantCulture);
    }

    public CaseAttachment Complete(CaseAttachment metadata, AttachmentFile file) => metadata with { Content = Add(file) };

    /// <summary>The answer in pieces, in order: JSON as it is, then a file, or null after the last piece.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Json, AttachmentFile? File)> Split(ReadOnlyMemory<byte> json)
    {
        var mark = Encoding.ASCII.GetBytes(_mark);
        while (json.Span.IndexOf(mark) is var at and >= 0)
        {
            var index = json.Slice(at + mark.Length, IndexLength);
            yield return (json[..at], _files[int.Parse(index.Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)]);
            json = json[(at + mark.Length + IndexLength)..];
        }

        yield return (json, null);
    }
}
