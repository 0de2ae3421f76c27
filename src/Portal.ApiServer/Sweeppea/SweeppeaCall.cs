using System.Text.Json;
using Portal.ApiServer.Idempotency;

namespace Portal.ApiServer.Sweeppea;

/// <summary>A call that was let in, its body read.</summary>
/// <param name="OrganizationId">The caller's account.</param>
/// <param name="Body">The JSON body; undefined for a call that takes none.</param>
/// <param name="Idempotency">Null without an <c>Idempotency-Key</c>.</param>
internal sealed record SweeppeaCall(string OrganizationId, JsonElement Body, IdempotentRequest? Idempotency)
{
    /// <summary>The member's text; null when it is absent, empty or something else.</summary>
    public string? Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var element) && Answers.JsonShape.TryGetText(element, out var text) && text.Length > 0
            ? text
            : null;
}
