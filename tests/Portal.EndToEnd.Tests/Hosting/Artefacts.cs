namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>Where pictures and traces are kept: <c>artifacts/e2e</c> at the top of the repository.</summary>
internal static class Artefacts
{
    public static string Directory { get; } = Path.Combine(Top(), "artifacts", "e2e");

    private static string Top()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Portal.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("Portal.sln is not above the tests.");
    }
}
