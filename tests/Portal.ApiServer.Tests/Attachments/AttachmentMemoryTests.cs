using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.ApiServer.Tests.Host;

namespace Portal.ApiServer.Tests.Attachments;

/// <summary>What large files cost the server's process in memory, coming and going.</summary>
public sealed class AttachmentMemoryTests
{
    private const int Requests = 20;
    private const int FileBytes = 25 * 1024 * 1024;
    private const long MostGrowth = 300_000_000;
    private const string CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    /// <summary>All of the files together would be 500 MB, their Base64 700 MB.</summary>
    [Fact]
    public async Task Post_TwentyLargeFilesAtOnce_GrowTheProcessByLessThan300Megabytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await WithServerAsync(async (process, client) =>
        {
            (await PostAsync(client, (3, 0))).ShouldBe(HttpStatusCode.OK);
            var before = PeakOf(process);

            var answers = await Task.WhenAll(Enumerable.Range(1, Requests).Select(index => PostAsync(client, (FileBytes, (byte)index))));

            var growth = PeakOf(process) - before;
            answers.ShouldAllBe(status => status == HttpStatusCode.OK);
            growth.ShouldBeLessThan(MostGrowth, $"grew by {growth}");
        });
    }

    /// <summary>Four readers of 20 files of 3 MB, each of which gets 84 MB of Base64. Measured: 2 to 3 MB more; one answer held in memory would be four times the limit.</summary>
    [Fact]
    public async Task Get_ManyFilesAsBase64ByFourAtOnce_LeavesTheMemoryFlat()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        const int Files = 20;
        const int Bytes = 3 * 1024 * 1024;
        const string Path = $"/api/v1/customer-case-detail?caseId={CaseId}&includeAttachments=true&documentFormat=base64";
        await WithServerAsync(async (process, client) =>
        {
            (await PostAsync(client, (3, 0))).ShouldBe(HttpStatusCode.OK);
            await ReadAsync(client, Path);
            (await PostAsync(client, [.. Enumerable.Range(1, Files).Select(index => (Bytes, (byte)index))])).ShouldBe(HttpStatusCode.OK);
            var before = PeakOf(process);

            var lengths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReadAsync(client, Path)));

            var growth = PeakOf(process) - before;
            lengths.ShouldAllBe(length => length > Files * (long)Bytes * 4 / 3);
            growth.ShouldBeLessThan(20_000_000, $"grew by {growth}");
        });
    }

    /// <summary>Runs against a server of its own, in Development with the demo's case and key.</summary>
    private static async Task WithServerAsync(Func<Process, HttpClient, Task> run)
    {
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        using var process = ServerProcesses.Start($"Data__Directory={directory}", "ASPNETCORE_URLS=http://127.0.0.1:0", "ASPNETCORE_ENVIRONMENT=Development");
        try
        {
            using var client = new HttpClient { BaseAddress = await ServerProcesses.AddressOfAsync(process), Timeout = TimeSpan.FromMinutes(5) };
            client.DefaultRequestHeaders.Add("cv-api-key", "demo-care360-northside");
            await run(process, client);
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

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, params (int Length, byte Value)[] files)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{CaseId}") { Content = new GeneratedComment(files) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Reads an answer to its end and keeps none of it; its length.</summary>
    private static async Task<long> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            length += read;
        }

        return length;
    }
}
