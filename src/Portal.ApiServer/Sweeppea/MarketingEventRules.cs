using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Sweeppea;

namespace Portal.ApiServer.Sweeppea;

/// <summary>What a marketing event means, and how it reads (document 004, rulings, companion 2.2).</summary>
internal static class MarketingEventRules
{
    private const int IdBytes = 12;

    private static readonly JsonElement JsonNull = JsonElement.Parse("null");

    public static NewMarketingEventValidator Validator { get; } = new();

    /// <summary>A new event of the account. It is private whatever was sent (document 004).</summary>
    public static MarketingEventRow Create(string organizationId, NewMarketingEvent sent, Instant now) => Apply(
        new MarketingEventRow
        {
            OrganizationId = organizationId,
            Token = Guid.NewGuid().ToString("D"),
            Id = RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true),
            SweepstakesToken = sent.SweepstakesToken ?? "",
            PeopleInvolved = sent.PeopleInvolved?.GetRawText() ?? "[]",
            RepeatThisEvent = sent.RepeatThisEvent?.GetRawText() ?? "{}",
            Notification = sent.Notification?.GetRawText() ?? "{}",
            CreatedAt = now,
        },
        sent) with
    { IsPrivate = true };

    /// <summary>The row with everything that an update may change taken from the event.</summary>
    public static MarketingEventRow Apply(MarketingEventRow row, NewMarketingEvent sent)
    {
        var startTime = sent.EventStartTime ?? MarketingEventDefaults.StartTime;
        var endTime = sent.EventEndTime ?? MarketingEventDefaults.EndTime;
        var startDate = DateOf(sent.EventStartDate);
        var endDate = DateOf(sent.EventEndDate);
        return row with
        {
            Title = sent.EventTitle,
            Description = sent.EventDescription,
            Location = sent.EventLocation,
            Latitude = sent.Latitude,
            Longitude = sent.Longitude,
            Url = sent.EventUrl,
            StartDate = startDate,
            EndDate = endDate,
            StartTime = startTime,
            EndTime = endTime,
            StartAt = MarketingEventTimes.Combine(startDate, TimeOf(startTime)),
            EndAt = MarketingEventTimes.Combine(endDate, TimeOf(endTime)),
            Color = sent.EventColor ?? MarketingEventDefaults.Color,
            IsAllDay = sent.EventAllDay ?? false,
            IsBusy = sent.EventStatus ?? false,
            IsPrivate = sent.PrivateEvent ?? true,
            NotifiesBySms = sent.SmsNotification ?? false,
            IsCompleted = sent.Completed ?? false,
        };
    }

    /// <summary>
    /// The event as it is after an update: what the body has replaces what is stored. Null [ours] takes away a text that an event may be
    /// without, leaves colour, times of day and flags as they are, and is an error for title and dates.
    /// </summary>
    public static NewMarketingEvent Merge(MarketingEventRow row, MarketingEventShape body, NewMarketingEvent sent) => new()
    {
        EventTitle = body.Has("EventTitle") ? sent.EventTitle : row.Title,
        EventStartDate = body.Has("EventStartDate") ? sent.EventStartDate : IsoDateTime.FormatMilliseconds(row.StartDate),
        EventEndDate = body.Has("EventEndDate") ? sent.EventEndDate : IsoDateTime.FormatMilliseconds(row.EndDate),
        EventDescription = body.Has("EventDescription") ? sent.EventDescription : row.Description,
        EventLocation = body.Has("EventLocation") ? sent.EventLocation : row.Location,
        Latitude = body.Has("Latitude") ? sent.Latitude : row.Latitude,
        Longitude = body.Has("Longitude") ? sent.Longitude : row.Longitude,
        EventUrl = body.Has("EventURL") ? sent.EventUrl : row.Url,
        EventStartTime = sent.EventStartTime ?? row.StartTime,
        EventEndTime = sent.EventEndTime ?? row.EndTime,
        EventColor = sent.EventColor ?? row.Color,
        EventAllDay = sent.EventAllDay ?? row.IsAllDay,
        EventStatus = sent.EventStatus ?? row.IsBusy,
        PrivateEvent = sent.PrivateEvent ?? row.IsPrivate,
        SmsNotification = sent.SmsNotification ?? row.NotifiesBySms,
        Completed = sent.Completed ?? row.IsCompleted,
    };

    public static CreatedMarketingEvent ToCreated(MarketingEventRow row) => new()
    {
        Id = row.Id,
        EventToken = row.Token,
        EventTitle = row.Title,
        EventDescription = row.Description,
        EventStartDate = IsoDateTime.FormatMilliseconds(row.StartDate),
        EventEndDate = IsoDateTime.FormatMilliseconds(row.EndDate),
        EventTimeZone = MarketingEventDefaults.TimeZone,
    };

    public static UpdatedMarketingEvent ToUpdated(MarketingEventRow row) => new()
    {
        Id = row.Id,
        EventToken = row.Token,
        EventTitle = row.Title,
        EventDescription = row.Description,
        EventColor = row.Color,
    };

    /// <summary>The event as lists and <c>calendar/single</c> have it; the one has two members that the other has not (companion 2.2).</summary>
    public static MarketingEvent ToEvent(MarketingEventRow row, bool isListed) => new()
    {
        Id = row.Id,
        EventToken = row.Token,
        SweepstakesToken = row.SweepstakesToken,
        CreationDate = IsoDateTime.FormatMilliseconds(row.CreatedAt),
        Type = isListed ? "start" : null,
        EventTitle = row.Title,
        EventDescription = row.Description,
        EventLocation = row.Location,
        Latitude = row.Latitude,
        Longitude = row.Longitude,
        EventUrl = row.Url,
        EventStartDate = IsoDateTime.FormatMilliseconds(row.StartDate),
        EventEndDate = IsoDateTime.FormatMilliseconds(row.EndDate),
        EventStartTime = row.StartTime,
        EventEndTime = row.EndTime,
        EventColor = row.Color,
        EventAllDay = row.IsAllDay,
        EventStatus = row.IsBusy,
        PrivateEvent = row.IsPrivate,
        SmsNotification = row.NotifiesBySms,
        CreatedByAdmin = false,
        Completed = row.IsCompleted,
        PeopleInvolved = JsonElement.Parse(row.PeopleInvolved),
        EventTimeZone = MarketingEventDefaults.TimeZone,
        RepeatThisEvent = JsonElement.Parse(row.RepeatThisEvent),
        Notification = JsonElement.Parse(row.Notification),
        Automation = isListed ? null : "",
        ChecklistId = isListed ? JsonNull : null,
    };

    private static Instant DateOf(string text) =>
        MarketingEventTimes.TryParseDate(text, out var date) ? date : throw new ArgumentException("The event was not validated.", nameof(text));

    private static LocalTime TimeOf(string text) =>
        MarketingEventTimes.TryParseTime(text, out var time) ? time : throw new ArgumentException("The event was not validated.", nameof(text));
}
