using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.ApiServer.Tests.Host;

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
        using var process = ServerProcesses.Start($"Data__Directory={directory}", "ASPNETCORE_URLS=http://127.0.0.1:0", "ASPNETCORE_ENVIRONMENT=Development");
        try
        {
            using var client = new HttpClient { BaseAddress = await ServerProcesses.AddressOfAsync(process), Timeout = TimeSpan.FromMinutes(5) };
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
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases/a1b2c3d4-e5f6-7890-abcd-ef1234567890") { Content = new GeneratedComment((length, value)) };
        request.Headers.Add("cv-api-key", "demo-care360-northside");
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
