using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiServer.Description;

/// <summary>
/// How the contract's records become schemas. One set of options serves both vendors: Care360 writes camelCase, Sweeppea its members as
/// they are declared. Of an answer, every member that is always written is required; of a request, what the record requires.
/// </summary>
internal static class DescribedJson
{
    private static readonly HashSet<Type> Requests =
    [
        typeof(CreateCalendarEventRequest), typeof(CalendarEventDetails), typeof(CalendarEventProvider),
        typeof(CancelCalendarEventRequest), typeof(CalendarEventReference),
        typeof(AddCommunicationBody), typeof(CommunicationBody), typeof(AttachmentBody), typeof(CommentAuthor), typeof(TaggedUser),
        typeof(ScheduleAppointmentRequest), typeof(AppointmentTracking), typeof(CancelAppointmentRequest),
        typeof(NewMarketingEvent), typeof(MarketingEventChange), typeof(MarketingEventReference),
    ];

    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["calendarEventId"] = "uuid",
        ["commentId"] = "uuid",
        ["EventToken"] = "uuid",
        ["email"] = "email",
        ["providerEmail"] = "email",
        ["meetingLink"] = "uri",
        ["startTime"] = "date-time",
        ["endTime"] = "date-time",
        ["start"] = "date-time",
        ["end"] = "date-time",
        ["startDateTime"] = "date-time",
        ["endDateTime"] = "date-time",
        ["createdAt"] = "date-time",
        ["updatedAt"] = "date-time",
        ["assignedAt"] = "date-time",
        ["inProgressAt"] = "date-time",
        ["closedAt"] = "date-time",
        ["dob"] = "date",
    };

    private static readonly Dictionary<(Type Type, string Name), IReadOnlyList<string>> Values = new()
    {
        [(typeof(CreateCalendarEventRequest), "action")] = [CreateCalendarEventRequest.ActionName],
        [(typeof(CancelCalendarEventRequest), "action")] = [CancelCalendarEventRequest.ActionName],
        [(typeof(AddCommunicationBody), "action")] = [CaseCommunication.ActionName],
        [(typeof(CalendarEventDetails), "agentName")] = [CalendarEventDetails.CustomAgent],
        [(typeof(CalendarEventDetails), "location")] = LocationTypes.All,
        [(typeof(ScheduleAppointmentRequest), "location")] = LocationTypes.All,
    };

    /// <summary>Sweeppea's opaque members, stored and returned as sent.</summary>
    private static readonly Dictionary<string, JsonSchemaType> Kinds = new(StringComparer.Ordinal)
    {
        [nameof(NewMarketingEvent.PeopleInvolved)] = JsonSchemaType.Array,
        [nameof(NewMarketingEvent.RepeatThisEvent)] = JsonSchemaType.Object,
        [nameof(NewMarketingEvent.Notification)] = JsonSchemaType.Object,
    };

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(Modify);
    }

    /// <summary>Adds what the records' types do not say: where null is allowed, formats, closed lists of values, kinds of opaque JSON.</summary>
    public static Task RefineAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.Description = PublicWords.Of(schema.Description);
        foreach (var left in context.JsonTypeInfo.Properties.Where(IsLeftOutWhenNull))
        {
            // A constructor's parameter without a default counts as required, whatever the member says.
            schema.Required?.Remove(left.Name);
        }

        if (context.JsonPropertyInfo is not { } member)
        {
            return Task.CompletedTask;
        }

        if (Kinds.TryGetValue(member.Name, out var kind))
        {
            schema.Type = kind;
        }

        if (schema.Type is { } type)
        {
            schema.Type = IsNullable(member) ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
        }

        if (Formats.TryGetValue(member.Name, out var format) && schema.Type?.HasFlag(JsonSchemaType.String) == true)
        {
            schema.Format = format;
        }

        if (Values.TryGetValue((member.DeclaringType, member.Name), out var values))
        {
            schema.Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))];
        }

        return Task.CompletedTask;
    }

    private static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith(nameof(Portal), StringComparison.Ordinal) != true)
        {
            return;
        }

        var isSweeppea = string.Equals(type.Type.Namespace, typeof(SweeppeaMessage).Namespace, StringComparison.Ordinal);
        var isRequest = Requests.Contains(type.Type);
        foreach (var member in type.Properties)
        {
            if (isSweeppea && member.AttributeProvider is MemberInfo declared && !declared.IsDefined(typeof(JsonPropertyNameAttribute)))
            {
                member.Name = declared.Name;
            }

            member.IsRequired = isRequest ? member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false } : !IsLeftOutWhenNull(member);
        }
    }

    private static bool IsNullable(JsonPropertyInfo member) =>
        !IsLeftOutWhenNull(member) && (member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsGetNullable);

    private static bool IsLeftOutWhenNull(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false)
            .OfType<JsonIgnoreAttribute>().Any(ignored => ignored.Condition == JsonIgnoreCondition.WhenWritingNull) == true;
}
