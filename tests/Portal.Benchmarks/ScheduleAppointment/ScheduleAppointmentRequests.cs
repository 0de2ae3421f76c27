using System.Globalization;
using System.Text;
using NodaTime;
using Portal.ApiContract;

namespace Portal.Benchmarks.ScheduleAppointment;

/// <summary>
/// The bytes of the schedule-appointment request: the body of document 002, a new idempotency key and a slot that none of these
/// requests had before: first the same time of every provider, then the next time.
/// </summary>
internal sealed class ScheduleAppointmentRequests
{
    private static readonly Instant FirstSlot = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(2).AtMidnight().InUtc().ToInstant();

    private long _count;

    public ReadOnlyMemory<byte> Next()
    {
        var (slot, provider) = Math.DivRem(Interlocked.Increment(ref _count) - 1, BookableProviders.Count);
        var start = IsoDateTime.Format(FirstSlot + (BookableProviders.SlotLength * slot));
        var body =
            $$$"""{"eventTypeId":"{{{BookableProviders.EventTypeId((int)provider)}}}","startTime":"{{{start}}}","email":"invitee@example.com","firstName":"John","lastName":"Doe","timezone":"Asia/Kolkata","location":"google_conference","tracking":{"utmCampaign":null,"utmSource":null,"utmMedium":null,"utmContent":null,"utmTerm":null,"salesforceUuid":null}}""";
        return Encoding.ASCII.GetBytes(
            "POST /api/v1/calendar/appointments HTTP/1.1\r\nHost: localhost\r\ncv-api-key: demo-care360-northside\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\nIdempotency-Key: {Guid.NewGuid():D}\r\n\r\n{body}");
    }
}
