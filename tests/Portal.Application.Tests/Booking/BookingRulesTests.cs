using FluentValidation.TestHelper;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.Application.Booking;
using Portal.TestSupport;

namespace Portal.Application.Tests.Booking;

/// <summary>What is checked before anything is stored, and what a refusal is about.</summary>
public sealed class BookingRulesTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 12, 0);
    private static readonly NewAppointmentValidator Validator = new(DateTimeZoneProviders.Tzdb, new TestClock(Now));
    private static readonly NewAppointment Good = Appointments.New() with { Start = Now + Duration.FromMinutes(1), End = Now + Duration.FromMinutes(31) };

    public static TheoryData<string, string> Broken => new()
    {
        { "EventTypeId", "Event type is required." },
        { "Start", "Time has passed: choose a later one." },
        { "Email", "E-mail must be an e-mail address, for example name@clinic.example." },
        { "FirstName", "First name must be at most 200 characters." },
        { "LastName", "Last name holds a character that cannot be stored." },
        { "TimeZone", "Time zone must be chosen from the list, for example America/New_York." },
        { "CaseId", "Case must be chosen from the list, or be a case id, or be left empty." },
        { "Location", "Location type is not offered for this event type: choose another." },
        { "UtmCampaign", "Campaign must be at most 500 characters." },
        { "SalesforceUuid", "Salesforce id holds a character that cannot be stored." },
    };

    [Fact]
    public void Validate_GoodOne_Passes() => Validator.TestValidate(Good).IsValid.ShouldBeTrue();

    [Theory, MemberData(nameof(Broken))]
    public void Validate_OneFieldWrong_NamesItInWords(string field, string message)
    {
        var broken = field switch
        {
            "EventTypeId" => Good with { EventType = Good.EventType with { Id = "" } },
            "Start" => Good with { Start = Now },
            "Email" => Good with { Email = "john@" },
            "FirstName" => Good with { FirstName = new string('x', 201) },
            "LastName" => Good with { LastName = "\0" },
            "TimeZone" => Good with { TimeZone = "Mars/Olympus" },
            "CaseId" => Good with { CaseId = "Knee" },
            "Location" => Good with { Location = LocationTypes.Webex },
            "UtmCampaign" => Good with { Tracking = new BookingSource(UtmCampaign: new string('x', 501)) },
            _ => Good with { Tracking = new BookingSource(SalesforceUuid: "\0") },
        };

        var errors = Validator.Validate(broken).Errors;

        errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.PropertyName.ShouldBe(field), e => e.ErrorMessage.ShouldBe(message));
    }

    [Theory]
    [InlineData("Selected time slot is not available", "Start")]
    [InlineData("Event type not found", "EventTypeId")]
    [InlineData("Location is not available for this event type", "Location")]
    [InlineData("email, Invalid email address", "Email")]
    [InlineData("startTime, Invalid ISO datetime; email, Invalid email address", "Start")]
    [InlineData("timezone, Invalid IANA time zone", "TimeZone")]
    [InlineData("tracking.utmTerm, Invalid input: expected string, received undefined", "UtmTerm")]
    [InlineData("Something else happened", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void FieldOf_Reason_IsTheFieldItIsAbout(string? reason, string? field) => BookingRefusal.FieldOf(reason).ShouldBe(field);

    [Fact]
    public void FreeSlots_LeaveOutWhatIsTakenAndWhatHasPassed()
    {
        Interval[] listed = [At(-30), At(0), At(30), At(60), At(90)];

        FreeSlots.Of(listed, [new Interval(Now + Duration.FromMinutes(65), Now + Duration.FromMinutes(70))], Now).ShouldBe([At(30), At(90)]);
    }

    private static Interval At(int minutes) => new(Now + Duration.FromMinutes(minutes), Now + Duration.FromMinutes(minutes + 30));
}
