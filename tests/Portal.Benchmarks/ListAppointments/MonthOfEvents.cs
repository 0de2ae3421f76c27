using System.Globalization;
using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;

namespace Portal.Benchmarks.ListAppointments;

/// <summary>Fills March 2999 of the first demo organisation, evenly, through the API.</summary>
internal static class MonthOfEvents
{
    public static readonly Instant Start = Instant.FromUtc(2999, 3, 1, 0, 0);
    public static readonly Instant End = Instant.FromUtc(2999, 4, 1, 0, 0);

    private const string Key = "demo-care360-northside";
    private static readonly Guid Case = new("a1b2c3d4-e5f6-7890-abcd-ef1234567890");

    public static async Task CreateAsync(WebApplication server, int count)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        client.DefaultRequestHeaders.Add(Care360Routes.ApiKeyHeader, Key);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, cancellationToken) =>
            {
                using var answer = await client.PostAsJsonAsync(
                    Care360Routes.CasePath(Case),
                    new CreateCalendarEventRequest(CreateCalendarEventRequest.ActionName, Details(number, count)),
                    Care360Json.Strict.CreateCalendarEventRequest,
                    cancellationToken);
                answer.EnsureSuccessStatusCode();
            });
    }

    private static CalendarEventDetails Details(int number, int count)
    {
        var start = Start + ((End - Start) * number / count);
        return new CalendarEventDetails
        {
            Title = "Care plan review " + number.ToString(CultureInfo.InvariantCulture),
            Description = "Progress since the last visit, pain diary, next exercises.",
            StartTime = IsoDateTime.Format(start),
            EndTime = IsoDateTime.Format(start + Duration.FromMinutes(45)),
            TimeZone = "America/New_York",
            MeetingLink = "https://example.com/meet/123",
            Location = LocationTypes.Zoom,
            Provider = new CalendarEventProvider("provider@example.com", "Dr. Smith"),
        };
    }
}
