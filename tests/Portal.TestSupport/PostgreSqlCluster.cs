using System.Diagnostics;
using Npgsql;

namespace Portal.TestSupport;

/// <summary>
/// A private PostgreSQL cluster in a temporary folder, started on first use and removed when the test process ends.
/// It listens on a Unix socket only. PostgreSQL refuses to run as root, so root hands it to the account "postgres".
/// </summary>
public sealed class PostgreSqlCluster
{
    private static readonly Lazy<PostgreSqlCluster> LazyShared = new(() => new PostgreSqlCluster(durable: false));

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"portal-pg-{Guid.NewGuid():N}"[..22]);
    private int _databases;

    private PostgreSqlCluster(bool durable)
    {
        Directory.CreateDirectory(_directory);
        if (IsRoot)
        {
            Run("chown", "postgres", _directory);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopBehind();
        RunAsServer("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var options = $"-k {_directory} -c listen_addresses='' -c max_connections=300";
        if (!durable)
        {
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        }

        RunAsServer("pg_ctl", "-D", Data, "-o", options, "-l", Path.Combine(_directory, "log"), "-w", "start");
    }

    /// <summary>The cluster of this test process. It does not flush to disk: tests kill the portal, never the database's machine.</summary>
    public static PostgreSqlCluster Shared => LazyShared.Value;

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private string Data => Path.Combine(_directory, "data");

    /// <summary>A cluster that flushes every commit, for benchmarks.</summary>
    public static PostgreSqlCluster StartDurable() => new(durable: true);

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public string CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>Ends the server at once and removes its folder.</summary>
    public void Stop()
    {
        if (Directory.Exists(_directory))
        {
            RunAsServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
            Directory.Delete(_directory, recursive: true);
        }
    }

    /// <summary>
    /// Ends the server and removes its folder without waiting: on a busy machine that takes seconds, and the test runner takes a
    /// process that lingers at its end for a crashed one.
    /// </summary>
    private void StopBehind()
    {
        if (Directory.Exists(_directory))
        {
            var stop = ServerCommand("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
            Run("/bin/sh", ["-c", "{ d=$1; shift; \"$@\"; rm -rf \"$d\"; } &", "sh", _directory, .. stop]);
        }
    }

    private static void RunAsServer(string tool, params string[] arguments)
    {
        var command = ServerCommand(tool, arguments);
        Run(command[0], command[1..]);
    }

    private static string[] ServerCommand(string tool, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin/" + tool;
        return IsRoot ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
    }

    private static void Run(string file, params string[] arguments)
    {
        // The server inherits the handles of pg_ctl: a redirected pipe would never end, so output goes nowhere.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", file, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private string ConnectionString(string database) => $"Host={_directory};Username=postgres;Database={database};Maximum Pool Size=20;Include Error Detail=true";
}
