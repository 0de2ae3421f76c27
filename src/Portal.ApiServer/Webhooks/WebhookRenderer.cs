using System.Text.Json;
using Dapper;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Webhooks;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>Writes the body of a call when it is made, so that nothing of a case is kept a second time.</summary>
internal sealed class WebhookRenderer(Database database, IEnumerable<IWebhookEvent> events)
{
    private readonly Dictionary<string, IWebhookEvent> _events = events.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The JSON of a call, in UTF-8; null when its subject is gone, or of an event that this server does not know.</summary>
    public async Task<byte[]?> RenderAsync(DueDelivery delivery, CancellationToken cancellationToken)
    {
        if (!_events.TryGetValue(delivery.Event, out var kind)
            || await kind.RenderAsync(delivery.OrganizationId, delivery.SubjectId, cancellationToken) is not { } payload)
        {
            return null;
        }

        if (delivery.CaseId is { } caseId)
        {
            payload = payload with { Case = await FindCaseAsync(delivery.OrganizationId, caseId, cancellationToken) };
        }

        return JsonSerializer.SerializeToUtf8Bytes(new WebhookCall(delivery.Event, payload), Care360Json.Strict.WebhookCall);
    }

    private async Task<WebhookCase?> FindCaseAsync(string organizationId, string caseId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<CaseRow>(new CommandDefinition(
                """
                SELECT id AS Id, type AS Type, title AS Title, status AS Status, short_id AS ShortId, created_at AS CreatedAt,
                    updated_at AS UpdatedAt, is_archived AS IsArchived
                FROM cases
                WHERE organization_id = @organizationId AND id = @caseId
                """,
                new { organizationId, caseId },
                cancellationToken: cancellationToken)),
            cancellationToken) is { } row
            ? new WebhookCase
            {
                Id = row.Id,
                Type = row.Type,
                Title = row.Title,
                Status = row.Status,
                ShortId = row.ShortId,
                CreatedAt = IsoDateTime.FormatMilliseconds(row.CreatedAt),
                UpdatedAt = IsoDateTime.FormatMilliseconds(row.UpdatedAt),
                IsArchived = row.IsArchived,
                OrganizationId = organizationId,
            }
            : null;

    private sealed record CaseRow
    {
        public string Id { get; init; } = "";

        public string Type { get; init; } = "";

        public string Title { get; init; } = "";

        public string Status { get; init; } = "";

        public string ShortId { get; init; } = "";

        public Instant CreatedAt { get; init; }

        public Instant UpdatedAt { get; init; }

        public bool IsArchived { get; init; }
    }
}
