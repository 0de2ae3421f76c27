using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.Storage;

/// <summary>Tells what a database refused, in the same words for both engines.</summary>
public static class DatabaseErrors
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>A primary key or unique index already has the value.</summary>
    public static bool IsUniqueViolation(DbException error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        PostgresException postgres => string.Equals(postgres.SqlState, PostgresErrorCodes.UniqueViolation, StringComparison.Ordinal),
        _ => false,
    };
}
