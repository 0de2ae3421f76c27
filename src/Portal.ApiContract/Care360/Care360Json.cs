using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Care360.Availability;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiContract.Care360.Users;
using Portal.ApiContract.Care360.Webhooks;

namespace Portal.ApiContract.Care360;

/// <summary>
/// Generated JSON of every Care360 request and answer: camelCase, compact, members in declared order. Reading is strict about what
/// the contract promises (duplicate keys, missing members and null are refused) and ignores members it does not know.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Care360Message))]
[JsonSerializable(typeof(Care360Data<CreatedCalendarEvent>))]
[JsonSerializable(typeof(Care360Data<CancelledCalendarEvent>))]
[JsonSerializable(typeof(Care360Data<IReadOnlyList<Appointment>>))]
[JsonSerializable(typeof(CreateCalendarEventRequest))]
[JsonSerializable(typeof(CancelCalendarEventRequest))]
[JsonSerializable(typeof(ScheduleAppointmentRequest))]
[JsonSerializable(typeof(CancelAppointmentRequest))]
[JsonSerializable(typeof(Care360Data<IReadOnlyList<ProviderEventType>>))]
[JsonSerializable(typeof(Care360Data<IReadOnlyList<ProviderSlots>>))]
[JsonSerializable(typeof(Care360Data<CreatedComment>))]
[JsonSerializable(typeof(CaseCommunication))]
[JsonSerializable(typeof(CommentAttachment))]
[JsonSerializable(typeof(CaseListAnswer))]
[JsonSerializable(typeof(CaseDetailAnswer))]
[JsonSerializable(typeof(UserListAnswer))]
[JsonSerializable(typeof(WebhookCall))]
public sealed partial class Care360Json : JsonSerializerContext
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>The context to use; <c>Default</c> has neither the strict reading nor the plain quotes of the documents.</summary>
    public static Care360Json Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = MaxDepth,

        // The documents print \" and not \u0022. The answers are application/json and never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
