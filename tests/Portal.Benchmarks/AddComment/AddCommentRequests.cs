using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Benchmarks.AddComment;

/// <summary>The bytes of a comment with one attachment of 1 MB, different in each request: equal contents would be stored once.</summary>
internal static class AddCommentRequests
{
    private const int Megabyte = 1024 * 1024;
    private const string Case = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private const string Before =
        """{"action":"ADD_COMMUNICATION","communication":{"text":"Comment text","isRestricted":false,"author":{"email":"nurse@northside.example","firstName":"John","lastName":"Doe"},"webhookNotify":true,"attachments":[{"isRestricted":false,"isPHI":true,"fileName":"scan.bin","content":""" + "\"";

    private const string After = "\"}]}}";

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(Megabyte);

    public static ReadOnlyMemory<byte> Next()
    {
        var content = Content.ToArray();
        RandomNumberGenerator.Fill(content.AsSpan(0, 16));
        var length = Before.Length + Base64.GetMaxEncodedToUtf8Length(Megabyte) + After.Length;
        var head = Encoding.ASCII.GetBytes(
            $"POST /api/v1/cases/{Case} HTTP/1.1\r\nHost: localhost\r\ncv-api-key: demo-care360-northside\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\nIdempotency-Key: {Guid.NewGuid():D}\r\n\r\n{Before}");
        var request = new byte[head.Length - Before.Length + length];
        head.CopyTo(request, 0);
        Base64.EncodeToUtf8(content, request.AsSpan(head.Length), out _, out var written);
        Encoding.ASCII.GetBytes(After).CopyTo(request, head.Length + written);
        return request;
    }
}
