using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Portal.Storage;

/// <summary>Brings a database to the newest schema by numbered scripts, each applied once, in order, in a transaction of its own.</summary>
public static class Migrator
{
    /// <summary>
    /// Applies what is missing. Safe when several processes start at once, and a no-op when all is applied.
    /// Scripts are resources named <c>Migrations/NNNN_name.ENGINE.sql</c> of the assemblies given; the set's name is the assembly's.
    /// Storage's own tables (leases, key ring) come first, always.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached, or is newer than this program.</exception>
    public static async Task MigrateAsync(Database database, CancellationToken cancellationToken, params Assembly[] assemblies)
    {
        try
        {
            await using var session = await database.OpenMigrationAsync(cancellationToken);
            await CreateLogAsync(session);
            foreach (var assembly in assemblies.Prepend(typeof(Migrator).Assembly))
            {
                await ApplyAsync(session, assembly);
            }
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            throw new DatabaseUnavailableException($"The {database.Engine} database cannot be prepared: {e.Message}", e);
        }
    }

    private static async Task CreateLogAsync(IMigrationSession session)
    {
        await using var step = session.BeginStep();
        await session.Connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                set_name TEXT NOT NULL,
                number INTEGER NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (set_name, number)
            )
            """,
            transaction: step);
        await step.CommitAsync();
    }

    private static async Task ApplyAsync(IMigrationSession session, Assembly assembly)
    {
        var set = assembly.GetName().Name ?? throw new ArgumentException("The assembly has no name.", nameof(assembly));
        var scripts = Scripts(assembly, session.ScriptSuffix);
        foreach (var script in scripts)
        {
            await using var step = session.BeginStep();
            var applied = await session.Connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM schema_migrations WHERE set_name = @set AND number = @number",
                new { set, number = script.Number },
                step);
            if (applied == 0)
            {
                await session.Connection.ExecuteAsync(script.Read(), transaction: step);
                await session.Connection.ExecuteAsync(
                    "INSERT INTO schema_migrations (set_name, number, name) VALUES (@set, @number, @name)",
                    new { set, number = script.Number, name = script.Name },
                    step);
            }

            await step.CommitAsync();
        }

        var newest = await session.Connection.ExecuteScalarAsync<long>(
            "SELECT coalesce(max(number), 0) FROM schema_migrations WHERE set_name = @set",
            new { set });
        if (newest > scripts.Select(script => script.Number).DefaultIfEmpty().Max())
        {
            throw new DatabaseUnavailableException($"The database is newer than this program ({set} migration {newest}): start the newer version.");
        }
    }

    private static List<Script> Scripts(Assembly assembly, string suffix) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(suffix, StringComparison.Ordinal))
            .Select(resource => new Script(assembly, resource, suffix))
            .OrderBy(script => script.Number)];

    private sealed class Script
    {
        private readonly Assembly _assembly;
        private readonly string _resource;

        public Script(Assembly assembly, string resource, string suffix)
        {
            _assembly = assembly;
            _resource = resource;
            Name = resource[..^suffix.Length].Split('.')[^1];
            Number = int.Parse(Name.Split('_')[0], CultureInfo.InvariantCulture);
        }

        public string Name { get; }

        public int Number { get; }

        public string Read()
        {
            using var stream = _assembly.GetManifestResourceStream(_resource) ?? throw new InvalidOperationException($"{_resource} is missing.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
