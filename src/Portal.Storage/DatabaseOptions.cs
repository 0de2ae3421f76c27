namespace Portal.Storage;

/// <summary>The database engines that the portal runs on.</summary>
public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where one database is. A class, not a record: a connection string may hold a password and must never be printed.</summary>
public sealed class DatabaseOptions
{
    public required DatabaseEngine Engine { get; init; }

    /// <summary>An ADO.NET connection string of the engine. For SQLite only <c>Data Source</c> is read.</summary>
    public required string ConnectionString { get; init; }
}
