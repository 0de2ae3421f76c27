using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiServer.Description;

/// <summary>The calls that the server itself makes (companion 1.8).</summary>
internal static class ApiWebhooks
{
    private const string CaseExample =
        """
        "case": {
          "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "type": null, "title": "Knee follow-up", "status": "IN_PROGRESS", "shortId": "NS-1042",
          "createdAt": "2030-01-15T10:00:00.000Z", "updatedAt": "2030-01-16T10:00:00.000Z", "isArchived": false, "organizationId": "northside"
        }
        """;

    private const string CommentExample =
        $$"""
        {
          "event": "{{WebhookEvents.CommentAdded}}",
          "payload": {
            {{CaseExample}},
            "comments": {
              "id": "e4f8d5a2-9b2f-4c5c-8d1f-8c6f1d9e2a3b", "text": "Comment text", "isRestricted": false,
              "createdAt": "2030-01-16T10:00:00.000Z", "forms": [],
              "author": {
                "id": "6a1f0c9e-52d4-4c0b-9d0f-0d8f0f7b8a11", "firstName": "Dr. Maya", "lastName": "Okafor",
                "email": "maya.okafor@northside.example", "role": null
              },
              "attachments": []
            }
          }
        }
        """;

    private static readonly (string Event, string Summary, string Example)[] Calls =
    [
        (WebhookEvents.CommentAdded, "A comment was added", CommentExample),
        (WebhookEvents.CalendarEventCreated, "An event was created or an appointment scheduled [payload inferred]", EventExample(WebhookEvents.CalendarEventCreated, "false")),
        (WebhookEvents.CalendarEventCancelled, "An event or appointment was cancelled", EventExample(WebhookEvents.CalendarEventCancelled, "true")),
    ];

    public static async Task<Dictionary<string, IOpenApiPathItem>> DescribeAsync(ApiSchemas schemas, CancellationToken cancellationToken)
    {
        var webhooks = new Dictionary<string, IOpenApiPathItem>(StringComparer.Ordinal);
        foreach (var (name, summary, example) in Calls)
        {
            var item = new OpenApiPathItem();
            item.AddOperation(HttpMethod.Post, Describe(summary, await schemas.OneOfAsync([typeof(WebhookCall)], cancellationToken), example));
            webhooks[name] = item;
        }

        return webhooks;
    }

    private static OpenApiOperation Describe(string summary, IOpenApiSchema schema, string example) => new()
    {
        Summary = summary,
        Description =
            "Sent to the organisation's webhook, at least once. The receiver answers 2xx within 10 seconds; anything else, a redirect included, "
            + "is tried again with growing pauses for 24 hours.",
        Parameters =
        [
            new OpenApiParameter
            {
                Name = WebhookCall.SignatureHeader,
                In = ParameterLocation.Header,
                Description = "Lower-case hexadecimal HMAC-SHA256 of the raw body under the webhook's secret. Absent when the webhook has none.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{64}$" },
            },
            new OpenApiParameter
            {
                Name = WebhookCall.DeliveryHeader,
                In = ParameterLocation.Header,
                Description = "Id of the delivery, the same at every try: by it a receiver recognises repeats [ours].",
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            },
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new OpenApiMediaType { Schema = schema, Example = JsonNode.Parse(example) },
            },
        },
        Responses = new OpenApiResponses { ["2XX"] = new OpenApiResponse { Description = "Received." } },
    };

    private static string EventExample(string name, string isDeleted) =>
        $$"""
        {
          "event": "{{name}}",
          "payload": {
            {{CaseExample}},
            "calendarEvent": {
              "id": "123e4567-e89b-42d3-a456-426614174000", "title": "Quarterly Planning Meeting", "topic": null,
              "description": "Review priorities and align on next-quarter goals.", "color": null,
              "createdAt": "2030-01-15T10:00:00.000Z", "updatedAt": "2030-01-15T10:00:00.000Z", "isDeleted": {{isDeleted}}, "status": null,
              "startDateTime": "2030-12-31T14:00:00.000Z", "endDateTime": "2030-12-31T15:00:00.000Z", "timezone": "America/New_York",
              "meetingLink": "https://example.com/meet/123", "cancelURL": null, "rescheduleURL": null, "meetingNotes": [],
              "meetingProvider": "gotomeeting_conference", "providerName": "Dr. Smith", "providerEmail": "provider@example.com", "tracking": null
            }
          }
        }
        """;
}
