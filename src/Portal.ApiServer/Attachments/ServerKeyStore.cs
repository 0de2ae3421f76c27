using System.Security.Cryptography;
using Dapper;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Attachments;

/// <summary>Random keys that all servers on one database share.</summary>
internal sealed class ServerKeyStore(Database database, IClock clock)
{
    private const int KeyBytes = 32;

    /// <summary>The key of a name, made when there is none yet; of servers that make it at once, one wins.</summary>
    public async Task<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken)
    {
        var value = await FindAsync(name, cancellationToken);
        if (value is null)
        {
            await AddAsync(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), cancellationToken);
            value = await FindAsync(name, cancellationToken);
        }

        return Convert.FromBase64String(value ?? throw new InvalidOperationException("A key that was just added is there."));
    }

    private Task<string?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "SELECT value FROM server_keys WHERE name = @name", new { name }, cancellationToken: cancellationToken)),
            cancellationToken);

    private Task<int> AddAsync(string name, string value, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "INSERT INTO server_keys (name, value, created_at) VALUES (@name, @value, @now) ON CONFLICT (name) DO NOTHING",
                new { name, value, now = clock.GetCurrentInstant() },
                write.Transaction),
            cancellationToken);
}
