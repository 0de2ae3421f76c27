using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Sweeppea;
using Portal.Benchmarks.CreateEvent;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.ScheduleAppointment;

namespace Portal.Benchmarks.BadBodies;

/// <summary>The slowest answer to a hard body beside the median of good ones, one after the other. It fails when one took longer than promised.</summary>
internal static class BadBodiesCheck
{
    public const string Name = "bad-bodies";

    private const string Case = Care360Routes.Cases + "/a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private const string Comment =
        """{"action":"ADD_COMMUNICATION","communication":{"text":"t","isRestricted":false,"author":{"email":"a@b.example","firstName":"A","lastName":"B"},"webhookNotify":true,"attachments":[{"isRestricted":false,"isPHI":false,"fileName":"a.png","content":"iVBORw0KGgo="}]}}""";

    private const string Marketing =
        """{"EventTitle":"t","EventDescription":"d","EventLocation":"Room A","Latitude":"40.7","Longitude":"-74","EventStartDate":"2999-02-20T10:00:00.000Z","EventEndDate":"2999-02-20T12:00:00.000Z","EventStartTime":"10:00","EventEndTime":"12:00","EventColor":"#FF5733","EventAllDay":false,"EventStatus":false,"PrivateEvent":true,"SMSNotification":false,"Completed":false,"PeopleInvolved":[],"RepeatThisEvent":{},"Notification":{"Frequency":24}}""";

    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private static readonly ScheduleAppointmentRequests Bookings = new();

    private static readonly (string Name, string Path, Func<byte[]> Body)[] Endpoints =
    [
        ("create event", Case, () => BodyOf(CreateEventRequests.Next())),
        ("add comment", Case, () => Encoding.UTF8.GetBytes(Comment)),
        ("schedule appointment", Care360Routes.Appointments, () => BodyOf(Bookings.Next())),
        ("create marketing event", SweeppeaRoutes.Create, () => Encoding.UTF8.GetBytes(Marketing)),
    ];

    public static async Task RunAsync(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var server = await Comparison.StartServerAsync(
                ("Data:Directory", directory), ("ApiServer:Sweeppea:RateLimit:Requests", "1000000"), ("ApiServer:Sweeppea:RateLimit:WindowSeconds", "1"));
            await BookableProviders.ImportAsync(server);
            using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
            client.DefaultRequestHeaders.Add(Care360Routes.ApiKeyHeader, "demo-care360-northside");
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-sweeppea-northside");
            foreach (var (name, path, body) in Endpoints)
            {
                var good = await SendAllAsync(client, path, Enumerable.Range(0, 50).Select(_ => ("a good body", body())), allowed: 201);
                var bad = await SendAllAsync(client, path, HardBodies.Of(body()), allowed: 499);
                var (slowest, which) = bad[^1];
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {good[good.Count / 2].Time.TotalMilliseconds:F1} ms a good body (median), {slowest.TotalMilliseconds:F1} ms the slowest of {bad.Count} bad ones ({which})"));
                if (slowest > Promise)
                {
                    throw new LoadException($"{name}: longer than {Promise.TotalSeconds:F0} s");
                }
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>How long each answer took, the slowest last.</summary>
    private static async Task<List<(TimeSpan Time, string Name)>> SendAllAsync(
        HttpClient client, string path, IEnumerable<(string Name, byte[] Body)> bodies, int allowed)
    {
        var times = new List<(TimeSpan, string)>();
        foreach (var (name, body) in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            times.Add((int)answer.StatusCode <= allowed
                ? (Stopwatch.GetElapsedTime(start), name)
                : throw new LoadException($"{path}: {name} was answered with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"));
        }

        times.Sort();
        return times;
    }

    private static byte[] BodyOf(ReadOnlyMemory<byte> request) => request[(request.Span.IndexOf("\r\n\r\n"u8) + 4)..].ToArray();
}
