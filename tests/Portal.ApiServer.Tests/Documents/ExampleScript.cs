using System.Diagnostics;

namespace Portal.ApiServer.Tests.Documents;

/// <summary>
/// One published example of a document, run as it stands by the program it is written for: curl in bash, fetch in Node.js, requests in Python. Only what
/// the documents themselves leave to the reader is filled in: address, key, case, and the file's content.
/// </summary>
internal sealed class ExampleScript(string file)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Documents", "Examples");

    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);

    /// <summary>Fills in a placeholder that the example must contain.</summary>
    public ExampleScript With(string placeholder, string value)
    {
        _placeholders[placeholder] = value;
        return this;
    }

    /// <summary>Runs it; the last line of its output is the status, the one before it the answer.</summary>
    public async Task<(int Status, string Answer)> RunAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        foreach (var (placeholder, value) in _placeholders)
        {
            text.ShouldContain(placeholder);
            text = text.Replace(placeholder, value, StringComparison.Ordinal);
        }

        var directory = Directory.CreateTempSubdirectory("portal-example-");
        try
        {
            var output = (await RunAsync(text, directory.FullName)).TrimEnd('\n').Split('\n');
            return (int.Parse(output[^1], null), output[^2]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<string> RunAsync(string text, string directory)
    {
        var script = Path.Combine(directory, file);
        var (program, ending) = Path.GetExtension(file) switch
        {
            ".sh" => ("bash", ""),
            ".mjs" => ("node", "console.log(JSON.stringify(data));\nconsole.log(response.status);\n"),
            _ => ("/usr/bin/python3", "print(response.text)\nprint(response.status_code)\n"),
        };
        await File.WriteAllTextAsync(script, text + ending);

        // What curl's command line does not say, its configuration does: the status after the answer.
        await File.WriteAllTextAsync(Path.Combine(directory, ".curlrc"), "silent\nwrite-out = \"\\n%{http_code}\\n\"\n");
        var start = new ProcessStartInfo(program, [script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["CURL_HOME"] = directory;
        start.Environment["NO_PROXY"] = "*";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return output;
    }
}
