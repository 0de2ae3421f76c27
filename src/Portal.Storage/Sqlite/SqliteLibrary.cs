using System.Runtime.InteropServices;
using SQLitePCL;

namespace Portal.Storage.Sqlite;

/// <summary>Binds the SQLite provider to the operating system's own library, so that the system's updates patch it.</summary>
public static class SqliteLibrary
{
    private static readonly Lazy<string?> Problem = new(Load);

    /// <summary>Loads the library once.</summary>
    /// <exception cref="DatabaseUnavailableException">It is not installed; the message names the package.</exception>
    public static void EnsureLoaded()
    {
        if (Problem.Value is { } problem)
        {
            throw new DatabaseUnavailableException(problem);
        }
    }

    /// <summary>The system's file name of SQLite, and what to install when it is missing.</summary>
    internal static (string File, string Package) Name() =>
        OperatingSystem.IsWindows() ? ("winsqlite3.dll", "Windows 10 or newer, which brings it")
        : OperatingSystem.IsMacOS() ? ("libsqlite3.dylib", "the package 'sqlite' (brew install sqlite)")
        : ("libsqlite3.so.0", "the package 'libsqlite3-0' (Debian, Ubuntu: apt-get install libsqlite3-0; Fedora: sqlite-libs; Alpine: sqlite-libs)");

    private static string? Load()
    {
        var (file, package) = Name();
        if (!NativeLibrary.TryLoad(file, out var library))
        {
            return $"The system's SQLite library ({file}) is missing: install {package}.";
        }

        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? library : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return null;
    }
}
