using System.Text.Json;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Idempotency;

namespace Portal.ApiServer.CalendarEvents;

/// <summary>One <c>action</c> of <c>POST /api/v1/cases/{caseId}</c>. A new action is a new implementation and its registration.</summary>
internal interface ICaseAction
{
    /// <summary>The value of <c>action</c>.</summary>
    string Name { get; }

    /// <summary>Checks the body's shape, then the case, then the meaning, and does it.</summary>
    Task<ApiAnswer> HandleAsync(CaseActionRequest request, CancellationToken cancellationToken);
}

/// <summary>A request for an action, its key and JSON already checked.</summary>
/// <param name="OrganizationId">The caller's organisation.</param>
/// <param name="CaseId">Lower-case UUID of the path; null when the path has none.</param>
/// <param name="Body">The whole body; each <c>communication.attachments[*].content</c> that is a text holds its index in <paramref name="Contents"/>.</param>
/// <param name="Contents">The decoded contents of attachments. What the action does not keep is removed after it.</param>
/// <param name="Idempotency">Null without an <c>Idempotency-Key</c>.</param>
internal sealed record CaseActionRequest(
    string OrganizationId, string? CaseId, JsonElement Body, IReadOnlyList<AttachmentUpload> Contents, IdempotentRequest? Idempotency);
