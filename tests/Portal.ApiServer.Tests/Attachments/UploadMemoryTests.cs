using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Portal.ApiServer.Tests.Attachments;

/// <summary>What large uploads cost the server's process in memory.</summary>
public sealed class UploadMemoryTests
{
    private const int Requests = 20;
    private const int FileBytes = 25 * 1024 * 1024;
    private const long MostGrowth = 300_000_000;

    /// <summary>All of the files together would be 500 MB, their Base64 700 MB.</summary>
    [Fact]
    public async Task Post_TwentyLargeFilesAtOnce_GrowTheProcessByLessThan300Megabytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        using var process = Start(directory);
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressOfAsync(process), Timeout = TimeSpan.FromMinutes(5) };
            (await PostAsync(client, 0, 3)).ShouldBe(HttpStatusCode.OK);
            var before = PeakOf(process);

            var answers = await Task.WhenAll(Enumerable.Range(1, Requests).Select(index => PostAsync(client, (byte)index, FileBytes)));

            var growth = PeakOf(process) - before;
            answers.ShouldAllBe(status => status == HttpStatusCode.OK);
            growth.ShouldBeLessThan(MostGrowth, $"grew by {growth}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The high-water mark of the process's resident memory, in bytes: managed or not, also between two looks.</summary>
    private static long PeakOf(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte value, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890") { Content = new Upload(value, length) };
        request.Headers.Add("cv-api-key", "demo-care360-northside");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<Uri> AddressOfAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[at..].Trim());
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    private static Process Start(string directory)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiServerHost).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["Data__Directory"] = directory;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>A comment with one file of equal bytes, made as it is sent.</summary>
    private sealed class Upload : HttpContent
    {
        private const string Before =
            """{"action":"ADD_COMMUNICATION","communication":{"text":"t","isRestricted":false,"author":{"email":"a@example.com"},"attachments":[{"fileName":"f","content":" """;

        private const string After = "\"}]}}";

        private readonly byte _value;
        private readonly int _length;

        public Upload(byte value, int length)
        {
            _value = value;
            _length = length;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Before.TrimEnd()));
            var bytes = new byte[48 * 1024];
            Array.Fill(bytes, _value);
            for (var left = _length; left > 0; left -= bytes.Length)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, 0, Math.Min(left, bytes.Length))));
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(After));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
