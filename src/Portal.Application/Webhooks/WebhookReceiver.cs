using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Portal.ApiContract.Care360.Webhooks;
using Portal.Application.Calendar;
using Portal.Application.Organizations;

namespace Portal.Application.Webhooks;

/// <summary>
/// Takes what Care360 calls about. A call is a signal and nothing more: it makes the portal read the organisation's calendar at once,
/// through the sync and its rules, so neither the order of calls nor their number nor the members of their payloads matter
/// (decision 7).
/// </summary>
public sealed partial class WebhookReceiver
{
    private static readonly HashSet<string> CalendarEvents = new(StringComparer.Ordinal)
    {
        WebhookEvents.CalendarEventCreated,
        WebhookEvents.CalendarEventRescheduled,
        WebhookEvents.CalendarEventCancelled,
        WebhookEvents.CalendarEventStatusUpdated,
    };

    private static readonly JsonSerializerOptions Json = new() { RespectNullableAnnotations = true };

    private readonly OrganizationDirectory _organizations;
    private readonly SyncStore _syncs;
    private readonly ILogger<WebhookReceiver> _logger;

    internal WebhookReceiver(OrganizationDirectory organizations, SyncStore syncs, ILogger<WebhookReceiver> logger) =>
        (_organizations, _syncs, _logger) = (organizations, syncs, logger);

    /// <summary>Whether calls for this organisation are taken at all; false for an unknown one.</summary>
    public bool Expects(string organizationId) => _organizations.Care360WebhookSecret(organizationId) is not null;

    /// <summary>Checks the signature before anything reads the body, then acts on it. Events without a meaning here are accepted.</summary>
    /// <param name="organizationId">From the address that was called.</param>
    /// <param name="body">As it came.</param>
    /// <param name="signature">The one <see cref="WebhookCall.SignatureHeader"/>; null where there is none, or more.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <exception cref="System.Data.Common.DbException">The signal could not be stored.</exception>
    public async Task<WebhookOutcome> ReceiveAsync(string organizationId, ReadOnlyMemory<byte> body, string? signature, CancellationToken cancellationToken)
    {
        if (_organizations.Care360WebhookSecret(organizationId) is not { } secret)
        {
            return WebhookOutcome.NotExpected;
        }

        if (!WebhookSignature.IsOf(body.Span, secret, signature))
        {
            Log.NotSigned(_logger, organizationId);
            return WebhookOutcome.NotSigned;
        }

        if (ReadEvent(body.Span) is not { } name)
        {
            return WebhookOutcome.NotAnEvent;
        }

        if (CalendarEvents.Contains(name))
        {
            await _syncs.SignalAsync(organizationId, cancellationToken);
        }

        return WebhookOutcome.Accepted;
    }

    private static string? ReadEvent(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(body, Json)?.Event;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Envelope
    {
        [JsonPropertyName("event")]
        public required string Event { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "A webhook call for {OrganizationId} was refused: it is not signed with the configured secret.")]
        public static partial void NotSigned(ILogger logger, string organizationId);
    }
}
