using Portal.Benchmarks.CreateEvent;
using Portal.Benchmarks.Load;
using Portal.TestSupport;

namespace Portal.Benchmarks.AddComment;

/// <summary>A comment with an attachment of 1 MB on the real server beside a bare endpoint that stores the same file and one row, on both engines.</summary>
internal static class AddCommentBenchmark
{
    public const string Name = "add-comment";

    private const int Connections = 8;
    private const string BareSqlite = "SQLite: one file and one insert";
    private const string BarePostgreSql = "PostgreSQL: one file and one insert";

    public static async Task RunAsync(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var bareFiles = Directory.CreateDirectory(Path.Combine(directory, "bare")).FullName;
        var cluster = PostgreSqlCluster.StartDurable();
        try
        {
            await using var sqliteInserts = new SqliteInserts(directory);
            await using var postgreSqlInserts = new PostgreSqlInserts(Comparison.CreateDatabase(cluster, Connections));
            await using var bareSqlite = await BareComments.StartAsync(bareFiles, sqliteInserts.InsertAsync);
            await using var barePostgreSql = await BareComments.StartAsync(bareFiles, postgreSqlInserts.InsertAsync);
            await using var sqlite = await Comparison.StartServerAsync(("Data:Directory", directory));
            await using var postgreSql = await Comparison.StartServerAsync(Comparison.PostgreSql(cluster, Connections, directory));
            await Comparison.RunAsync(
                [
                    new Subject(BareSqlite, bareSqlite, AddCommentRequests.Next),
                    new Subject("SQLite: add comment", sqlite, AddCommentRequests.Next, BareSqlite),
                    new Subject(BarePostgreSql, barePostgreSql, AddCommentRequests.Next),
                    new Subject("PostgreSQL: add comment", postgreSql, AddCommentRequests.Next, BarePostgreSql),
                ],
                Connections,
                ComparisonOptions.Parse(options));
        }
        finally
        {
            cluster.Stop();
            Directory.Delete(directory, recursive: true);
        }
    }
}
