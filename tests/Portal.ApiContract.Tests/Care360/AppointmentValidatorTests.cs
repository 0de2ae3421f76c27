using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.Appointments;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Tests.Care360;

public sealed class AppointmentValidatorTests
{
    private static readonly ScheduleAppointmentRequest Valid = new()
    {
        EventTypeId = "85f13305-0647-4473-9e63-0a56af405f6f",
        StartTime = "2025-11-28T04:30:00Z",
        Email = "invitee@example.com",
        FirstName = "John",
        LastName = "Doe",
        TimeZone = "Asia/Kolkata",
        Location = LocationTypes.GoogleMeet,
        Tracking = new AppointmentTracking(),
    };

    public static TheoryData<ScheduleAppointmentRequest, string, string, string> Wrong => new()
    {
        { Valid with { EventTypeId = "" }, "EventTypeId", ContractErrors.Required, ContractTexts.EmptyString },
        { Valid with { StartTime = "" }, "StartTime", ContractErrors.Required, ContractTexts.InvalidIsoDateTime },
        { Valid with { StartTime = "2025-11-28T04:30" }, "StartTime", ContractErrors.InvalidIsoDateTime, ContractTexts.InvalidIsoDateTime },
        { Valid with { Email = "x" }, "Email", ContractErrors.InvalidEmail, ContractTexts.InvalidEmail },
        { Valid with { FirstName = "a\0" }, "FirstName", ContractErrors.InvalidCharacters, ContractTexts.InvalidCharacters },
        { Valid with { LastName = "a\ud800" }, "LastName", ContractErrors.InvalidCharacters, ContractTexts.InvalidCharacters },
        { Valid with { TimeZone = "Mars" }, "TimeZone", ContractErrors.InvalidTimeZone, ContractTexts.InvalidTimeZone },
        { Valid with { Location = "here" }, "Location", ContractErrors.InvalidLocation, ContractTexts.InvalidLocation },
        {
            Valid with { Tracking = new AppointmentTracking { UtmTerm = "\0" } }, "Tracking.UtmTerm", ContractErrors.InvalidCharacters,
            ContractTexts.InvalidCharacters
        },
    };

    [Fact]
    public void Validate_TheDocumentsExample_IsValid() => new ScheduleAppointmentRequestValidator().Validate(Valid).IsValid.ShouldBeTrue();

    [Fact]
    public void Validate_OptionalPartsAbsent_IsValid() =>
        new ScheduleAppointmentRequestValidator().Validate(Valid with { FirstName = null, LastName = null, Tracking = null }).IsValid.ShouldBeTrue();

    [Theory, MemberData(nameof(Wrong))]
    public void Validate_OneFieldWrong_IsOneFailureOfThatField(ScheduleAppointmentRequest request, string property, string code, string text)
    {
        var failure = new ScheduleAppointmentRequestValidator().Validate(request).Errors.ShouldHaveSingleItem();

        failure.PropertyName.ShouldBe(property);
        failure.ErrorCode.ShouldBe(code);
        failure.ErrorMessage.ShouldBe(text);
    }

    [Theory]
    [InlineData("invitee@example.com", "23ddc211-2a42-4d65-9091-9d9170d0ed62", null, null)]
    [InlineData("", "23ddc211-2a42-4d65-9091-9d9170d0ed62", null, "Email")]
    [InlineData("invitee@example.com", "", "reason", "AppointmentId")]
    [InlineData("invitee@example.com", "1", "\0", "Reason")]
    public void Validate_Cancel_NamesTheField(string email, string appointmentId, string? reason, string? property)
    {
        var result = new CancelAppointmentRequestValidator().Validate(
            new CancelAppointmentRequest { Email = email, AppointmentId = appointmentId, Reason = reason });

        result.Errors.Select(failure => failure.PropertyName).ShouldBe(property is null ? [] : [property]);
    }
}
