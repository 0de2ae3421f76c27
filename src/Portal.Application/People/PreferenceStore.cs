using Dapper;
using Portal.Storage;

namespace Portal.Application.People;

/// <summary>Table <c>preferences</c>, by person. The one table without an organisation: a person's choice follows the person.</summary>
public sealed class PreferenceStore(Database database)
{
    /// <summary>What the person stored; null when nothing.</summary>
    public Task<PreferenceRow?> FindAsync(string personId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<PreferenceRow>(
                "SELECT time_zone AS TimeZone, theme AS Theme, calendar AS Calendar FROM preferences WHERE person_id = @personId",
                new { personId }),
            cancellationToken);

    /// <summary>Stores the time zone alone; null follows the browser.</summary>
    public Task SaveTimeZoneAsync(string personId, string? timeZone, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                INSERT INTO preferences (person_id, time_zone) VALUES (@personId, @timeZone)
                ON CONFLICT (person_id) DO UPDATE SET time_zone = excluded.time_zone
                """,
                new { personId, timeZone },
                write.Transaction),
            cancellationToken);

    /// <summary>Stores the theme alone.</summary>
    public Task SaveThemeAsync(string personId, string theme, CancellationToken cancellationToken) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                """
                INSERT INTO preferences (person_id, theme) VALUES (@personId, @theme)
                ON CONFLICT (person_id) DO UPDATE SET theme = excluded.theme
                """,
                new { personId, theme },
                write.Transaction),
            cancellationToken);

    /// <summary>Stores what <paramref name="change"/> makes of the calendar's settings, JSON or null when nothing was chosen, and returns its result.</summary>
    public Task<T> ChangeCalendarAsync<T>(string personId, Func<string?, (string Calendar, T Result)> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                // An update of nothing locks the row, the first one too: the next change waits and reads what this one wrote.
                var stored = await write.Connection.ExecuteScalarAsync<string?>(
                    """
                    INSERT INTO preferences (person_id) VALUES (@personId)
                    ON CONFLICT (person_id) DO UPDATE SET person_id = excluded.person_id
                    RETURNING calendar
                    """,
                    new { personId },
                    write.Transaction);
                var (calendar, result) = change(stored);
                await write.Connection.ExecuteAsync(
                    "UPDATE preferences SET calendar = @calendar WHERE person_id = @personId", new { personId, calendar }, write.Transaction);
                return result;
            },
            cancellationToken);

    /// <summary>A row as stored.</summary>
    public sealed class PreferenceRow
    {
        public string? TimeZone { get; init; }

        public string Theme { get; init; } = "";

        /// <summary>JSON; null when nothing was chosen.</summary>
        public string? Calendar { get; init; }
    }
}
