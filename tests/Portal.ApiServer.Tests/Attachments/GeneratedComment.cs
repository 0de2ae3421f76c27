using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Portal.ApiServer.Tests.Attachments;

/// <summary>A comment with files of equal bytes, made as it is sent: large ones would else stay in the memory of all later tests.</summary>
internal sealed class GeneratedComment : HttpContent
{
    private const string Before =
        """{"action":"ADD_COMMUNICATION","communication":{"text":"t","isRestricted":false,"author":{"email":"a@example.com"},"attachments":[""";

    private const string AfterFile = "\"}";

    private const string After = "]}}";

    private readonly (int Length, byte Value)[] _files;

    public GeneratedComment(params (int Length, byte Value)[] files)
    {
        _files = files;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Before));
        for (var i = 0; i < _files.Length; i++)
        {
            await stream.WriteAsync(BeforeFile(i));
            await WriteBase64Async(stream, _files[i].Length, _files[i].Value);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(AfterFile));
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(After));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Before.Length + After.Length + _files.Select((file, index) => BeforeFile(index).Length + Base64.GetMaxEncodedToUtf8Length(file.Length) + AfterFile.Length).Sum();
        return true;
    }

    private static byte[] BeforeFile(int index) => Encoding.UTF8.GetBytes($"{(index == 0 ? "" : ",")}{{\"fileName\":\"{index}\",\"content\":\"");

    private static async Task WriteBase64Async(Stream stream, int length, byte value)
    {
        // A multiple of three: only the last piece may be padded.
        var bytes = new byte[48 * 1024];
        Array.Fill(bytes, value);
        var whole = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        var left = length;
        for (; left >= bytes.Length; left -= bytes.Length)
        {
            await stream.WriteAsync(whole);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, 0, left)));
    }
}
