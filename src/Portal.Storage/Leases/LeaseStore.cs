using Dapper;
using NodaTime;

namespace Portal.Storage.Leases;

/// <summary>Named leases: at most one holder at a time, by the database's clock, so that skewed replicas agree.</summary>
public sealed class LeaseStore(Database database)
{
    /// <summary>Takes a free or expired lease, or renews the holder's own. False while another holder has it.</summary>
    /// <param name="name">What is leased, for example <c>sync:northside:care360</c>.</param>
    /// <param name="holder">Who asks; unique per replica and start.</param>
    /// <param name="duration">How long, from now, unless renewed or released.</param>
    /// <param name="cancellationToken">Gives up waiting; the lease is then not taken.</param>
    public Task<bool> TryAcquireAsync(string name, string holder, Duration duration, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write => await write.Connection.ExecuteAsync(
                $"""
                INSERT INTO leases (name, holder, expires_at) VALUES (@name, @holder, {database.Now} + @milliseconds)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                WHERE leases.holder = excluded.holder OR leases.expires_at <= {database.Now}
                """,
                new { name, holder, milliseconds = (long)duration.TotalMilliseconds },
                write.Transaction) > 0,
            cancellationToken);

    /// <summary>Gives a lease back. Nothing happens when the holder no longer has it.</summary>
    public Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "DELETE FROM leases WHERE name = @name AND holder = @holder",
                new { name, holder },
                write.Transaction),
            cancellationToken);
}
