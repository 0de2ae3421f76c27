using Dapper;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.Storage;

namespace Portal.Benchmarks.ListAppointments;

/// <summary>What the list is measured against: a minimal-API endpoint that reads the same rows of the same database and writes the same members.</summary>
internal static class BareList
{
    public static async Task<WebApplication> StartAsync(WebApplication of)
    {
        var database = of.Services.GetRequiredService<Database>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Care360Json.Strict));
        var app = builder.Build();
        app.MapGet(
            Care360Routes.Appointments,
            async (HttpContext context) => Results.Ok(new Care360Data<IReadOnlyList<Appointment>>(
                StatusCodes.Status200OK, Success: true, "m", await ReadAsync(database, context.RequestAborted))));
        await app.StartAsync();
        return app;
    }

    private static Task<List<Appointment>> ReadAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT e.id AS Id, e.title AS Title, e.description AS Description, e.start_at AS StartAt, e.end_at AS EndAt, e.agent_name AS AgentName,
                e.status AS Status, e.time_zone AS TimeZone, e.meeting_link AS MeetingLink, e.location AS Location, e.provider_name AS ProviderName,
                e.provider_email AS ProviderEmail, e.created_at AS CreatedAt, c.id AS CaseId, c.short_id AS ShortId, c.title AS CaseTitle,
                c.status AS CaseStatus
            FROM calendar_events e JOIN cases c ON c.organization_id = e.organization_id AND c.id = e.case_id
            WHERE e.organization_id = 'northside' AND e.end_at > @start AND e.start_at < @end ORDER BY e.end_at
            """,
            new { start = MonthOfEvents.Start, end = MonthOfEvents.End },
            cancellationToken: cancellationToken))).Select(ToAppointment).ToList(),
        cancellationToken);

    private static Appointment ToAppointment(Row row) => new()
    {
        Id = row.Id,
        CreatedAt = IsoDateTime.Format(row.CreatedAt),
        UpdatedAt = IsoDateTime.Format(row.CreatedAt),
        Title = row.Title,
        Start = IsoDateTime.Format(row.StartAt),
        End = IsoDateTime.Format(row.EndAt),
        Topic = row.Title,
        Description = row.Description,
        Color = "#2563EB",
        IsEditable = true,
        AgentName = row.AgentName,
        Status = row.Status,
        MeetingDetails = new MeetingDetails
        {
            TimeZone = row.TimeZone,
            MeetingLink = row.MeetingLink,
            Location = row.Location,
            ProviderName = row.ProviderName,
            ProviderEmail = row.ProviderEmail,
        },
        Case = new AppointmentCase { Id = row.CaseId, ShortId = row.ShortId, Title = row.CaseTitle, Status = row.CaseStatus },
    };

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Title { get; init; } = "";

        public string? Description { get; init; }

        public Instant StartAt { get; init; }

        public Instant EndAt { get; init; }

        public Instant CreatedAt { get; init; }

        public string AgentName { get; init; } = "";

        public string Status { get; init; } = "";

        public string? TimeZone { get; init; }

        public string? MeetingLink { get; init; }

        public string? Location { get; init; }

        public string? ProviderName { get; init; }

        public string? ProviderEmail { get; init; }

        public string CaseId { get; init; } = "";

        public string? ShortId { get; init; }

        public string? CaseTitle { get; init; }

        public string? CaseStatus { get; init; }
    }
}
