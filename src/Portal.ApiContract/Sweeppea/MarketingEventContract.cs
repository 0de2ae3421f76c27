using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.ApiContract.Sweeppea;

/// <summary>
/// Body of <c>POST /calendar/create</c> (document 004). Null members are left out. Dates are ISO 8601; the date part of a date and the
/// clock time of its time member decide, in the account's zone.
/// </summary>
public sealed record NewMarketingEvent
{
    public required string EventTitle { get; init; }

    public string? EventDescription { get; init; }

    public string? EventLocation { get; init; }

    /// <summary>Decimal degrees, -90 to 90; with <see cref="Longitude"/> or not at all.</summary>
    public string? Latitude { get; init; }

    /// <summary>Decimal degrees, -180 to 180.</summary>
    public string? Longitude { get; init; }

    [JsonPropertyName("EventURL")]
    public string? EventUrl { get; init; }

    public required string EventStartDate { get; init; }

    public required string EventEndDate { get; init; }

    /// <summary><c>HH:mm</c>; the server's default is 00:00.</summary>
    public string? EventStartTime { get; init; }

    /// <summary><c>HH:mm</c>; the server's default is 23:59.</summary>
    public string? EventEndTime { get; init; }

    /// <summary><c>#RRGGBB</c>; the server's default is <see cref="MarketingEventDefaults.Color"/>.</summary>
    public string? EventColor { get; init; }

    public bool? EventAllDay { get; init; }

    /// <summary>Busy or free; which is which the vendor does not say [assumed: true is busy].</summary>
    public bool? EventStatus { get; init; }

    /// <summary>Stored true whatever is sent.</summary>
    public bool? PrivateEvent { get; init; }

    [JsonPropertyName("SMSNotification")]
    public bool? SmsNotification { get; init; }

    public bool? Completed { get; init; }

    public string? SweepstakesToken { get; init; }

    /// <summary>An array; its members are not documented.</summary>
    public JsonElement? PeopleInvolved { get; init; }

    /// <summary>An object; its members are not documented.</summary>
    public JsonElement? RepeatThisEvent { get; init; }

    /// <summary>An object, for example <c>{"Frequency":24}</c>.</summary>
    public JsonElement? Notification { get; init; }
}

/// <summary>What document 004 puts in place of an absent member.</summary>
public static class MarketingEventDefaults
{
    public const string StartTime = "00:00";
    public const string EndTime = "23:59";
    public const string Color = "#6CD9FF";

    /// <summary>The id of UTC among the vendor's time zones.</summary>
    public const string TimeZone = "1";
}

/// <summary>Answer data of a created event, in documented order.</summary>
public sealed record CreatedMarketingEvent
{
    /// <summary>24 hexadecimal digits.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>UUID v4: the event's name in every other call.</summary>
    public required string EventToken { get; init; }

    public required string EventTitle { get; init; }

    public string? EventDescription { get; init; }

    /// <summary>UTC with milliseconds and <c>Z</c>.</summary>
    public required string EventStartDate { get; init; }

    public required string EventEndDate { get; init; }

    public string? EventTimeZone { get; init; }
}

/// <summary>An event as <c>calendar/fetch</c> and <c>calendar/single</c> give it (companion 2.2). What is not documented for both may be absent.</summary>
public sealed record MarketingEvent
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string EventToken { get; init; }

    public string? SweepstakesToken { get; init; }

    public string? CreationDate { get; init; }

    /// <summary>In lists only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    public string? EventLinkedToken { get; init; }

    public required string EventTitle { get; init; }

    public string? EventDescription { get; init; }

    public string? EventLocation { get; init; }

    public string? Latitude { get; init; }

    public string? Longitude { get; init; }

    [JsonPropertyName("EventURL")]
    public string? EventUrl { get; init; }

    public required string EventStartDate { get; init; }

    public required string EventEndDate { get; init; }

    public string? EventStartTime { get; init; }

    public string? EventEndTime { get; init; }

    public string? EventColor { get; init; }

    public bool? EventAllDay { get; init; }

    public bool? EventStatus { get; init; }

    public bool? PrivateEvent { get; init; }

    [JsonPropertyName("SMSNotification")]
    public bool? SmsNotification { get; init; }

    public bool? CreatedByAdmin { get; init; }

    public bool? Completed { get; init; }

    public JsonElement? PeopleInvolved { get; init; }

    /// <summary>The vendor's id (<c>1</c>) or an IANA id.</summary>
    public string? EventTimeZone { get; init; }

    public JsonElement? RepeatThisEvent { get; init; }

    public JsonElement? Notification { get; init; }

    /// <summary>Null in lists, empty text in <c>calendar/single</c>.</summary>
    public string? Automation { get; init; }

    public string? SerieToken { get; init; }

    /// <summary>In lists only, and there always null, which is a JSON null here; null is no member at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? ChecklistId { get; init; }
}

/// <summary>Data of <c>calendar/fetch</c>: every event of the account, past and future, by start.</summary>
public sealed record MarketingEventList(int TotalEvents, IReadOnlyList<MarketingEvent> Events);

/// <summary>Body of the calls that name one event.</summary>
public sealed record MarketingEventReference(string EventToken);

/// <summary>Body of <c>calendar/update</c>: the event, and what is to change; null members are left out and stay as they are.</summary>
public sealed record MarketingEventChange
{
    public required string EventToken { get; init; }

    public string? EventTitle { get; init; }

    public string? EventDescription { get; init; }

    public string? EventLocation { get; init; }

    public string? Latitude { get; init; }

    public string? Longitude { get; init; }

    [JsonPropertyName("EventURL")]
    public string? EventUrl { get; init; }

    public string? EventStartDate { get; init; }

    public string? EventStartTime { get; init; }

    public string? EventEndDate { get; init; }

    public string? EventEndTime { get; init; }

    public string? EventColor { get; init; }

    public bool? EventAllDay { get; init; }

    public bool? EventStatus { get; init; }

    public bool? PrivateEvent { get; init; }

    [JsonPropertyName("SMSNotification")]
    public bool? SmsNotification { get; init; }

    public bool? Completed { get; init; }
}

/// <summary>Answer data of an updated event.</summary>
public sealed record UpdatedMarketingEvent
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string EventToken { get; init; }

    public required string EventTitle { get; init; }

    public string? EventDescription { get; init; }

    public string? EventColor { get; init; }
}
