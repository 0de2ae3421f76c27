using NodaTime;
using Portal.ApiContract.Care360;
using Portal.Application.Booking;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class BookingFormTests
{
    private static readonly Interval Slot = new(Instant.FromUtc(2027, 3, 2, 14, 0), Instant.FromUtc(2027, 3, 2, 14, 30));
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly NewAppointment Booked = new(
        new BookableEventType("abc", "Initial consultation", 30, "Dr. Maya Okafor", null, [LocationTypes.Zoom]), Slot.Start, Slot.End, "john@patients.example", "John", null,
        "Asia/Kolkata", "a1b2c3d4-e5f6-7890-abcd-ef1234567890", LocationTypes.Zoom, new BookingSource("spring", "letter", "post", "blue", "knee", "0065g"));

    [Fact]
    public void Choose_Slot_IsReadBackAsItIs()
    {
        var form = new BookingForm();

        form.Choose(Slot);

        form.Slot.ShouldBe(Slot);
    }

    [Fact]
    public void Choose_None_TakesItAway()
    {
        var form = new BookingForm();
        form.Choose(Slot);

        form.Choose(null);

        form.Slot.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("2027-03-02T14:00:00Z", "")]
    [InlineData("2027-03-02T14:00:00Z", "2027-03-02T14:00:00Z")]
    [InlineData("2027-03-02T14:30:00Z", "2027-03-02T14:00:00Z")]
    [InlineData("yesterday", "today")]
    public void Slot_OfADraftThatHoldsNone_IsNull(string start, string end) => new BookingForm { SlotStart = start, SlotEnd = end }.Slot.ShouldBeNull();

    [Fact]
    public void From_EmptyAddress_IsEmptyInTheViewersZone()
    {
        var form = BookingForm.From(Address("/book?new=1"), NewYork);

        form.TimeZone.ShouldBe("America/New_York");
        (form.EventTypeId, form.Email, form.Location, form.Slot).ShouldBe(("", "", "", null));
    }

    [Fact]
    public void From_DeepLink_TakesEveryFieldThatItNames()
    {
        var form = BookingForm.From(
            Address("/book?eventType=abc&email=a%40b.example&firstName=Ada&lastName=Byron&timezone=Europe%2FLondon&location=zoom_conference"
                + "&utm_campaign=c&utm_source=s&utm_medium=m&utm_content=n&utm_term=t&salesforce_uuid=u"),
            NewYork);

        (form.EventTypeId, form.Email, form.FirstName, form.LastName, form.TimeZone, form.Location).ShouldBe(("abc", "a@b.example", "Ada", "Byron", "Europe/London", "zoom_conference"));
        (form.UtmCampaign, form.UtmSource, form.UtmMedium, form.UtmContent, form.UtmTerm, form.SalesforceUuid).ShouldBe(("c", "s", "m", "n", "t", "u"));
    }

    [Fact]
    public void From_EarlierBooking_HasItsContentAndTime()
    {
        var form = BookingForm.From(Booked, withTime: true);

        (form.EventTypeId, form.Email, form.FirstName, form.LastName, form.TimeZone, form.CaseId, form.Location)
            .ShouldBe(("abc", "john@patients.example", "John", "", "Asia/Kolkata", Booked.CaseId, LocationTypes.Zoom));
        (form.UtmCampaign, form.UtmSource, form.UtmMedium, form.UtmContent, form.UtmTerm, form.SalesforceUuid).ShouldBe(("spring", "letter", "post", "blue", "knee", "0065g"));
        form.Slot.ShouldBe(Slot);
    }

    [Fact]
    public void From_EarlierBookingForAnotherTime_HasNone() => BookingForm.From(Booked, withTime: false).Slot.ShouldBeNull();

    private static BookingAddress Address(string address) => BookingAddress.Parse($"http://portal.example{address}");
}
