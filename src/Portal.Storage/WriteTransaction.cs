using System.Data.Common;
using Portal.Storage.Changes;

namespace Portal.Storage;

/// <summary>The open transaction of one write, and the changes to announce once it is committed.</summary>
public sealed class WriteTransaction(DbConnection connection, DbTransaction transaction)
{
    private readonly List<Change> _changes = [];

    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    internal IReadOnlyList<Change> Changes => _changes;

    /// <summary>Announces a change to every subscriber of every replica, after the commit and only then. The same change twice is announced once.</summary>
    public void Announce(Change change)
    {
        if (!_changes.Contains(change))
        {
            _changes.Add(change);
        }
    }
}
