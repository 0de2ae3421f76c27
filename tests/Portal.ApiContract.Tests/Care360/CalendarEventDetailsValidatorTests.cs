using Portal.ApiContract.Care360;
using Portal.ApiContract.Care360.CalendarEvents;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Tests.Care360;

public sealed class CalendarEventDetailsValidatorTests
{
    private static readonly CalendarEventDetails Valid = new()
    {
        Title = "Quarterly Planning Meeting",
        Description = "Review priorities and align on next-quarter goals.",
        StartTime = "2025-03-10T14:00:00Z",
        EndTime = "2025-03-10T15:00:00Z",
        TimeZone = "America/New_York",
        MeetingLink = "https://example.com/meet/123",
        Location = LocationTypes.GoToMeeting,
        Provider = new CalendarEventProvider("provider@example.com", "Dr. Smith"),
    };

    private readonly CalendarEventDetailsValidator _validator = new();

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "Title", "", ContractErrors.Required, "Too small: expected string to have >=1 characters" },
        { "Title", "a\0", ContractErrors.InvalidCharacters, "Invalid input: expected string without U+0000 and unpaired surrogates" },
        { "AgentName", "", ContractErrors.Required, "Invalid input: expected \"custom\"" },
        { "AgentName", "Custom", ContractErrors.InvalidAgent, "Invalid input: expected \"custom\"" },
        { "Description", "a\0", ContractErrors.InvalidCharacters, "Invalid input: expected string without U+0000 and unpaired surrogates" },
        { "StartTime", "", ContractErrors.Required, "Invalid ISO datetime" },
        { "StartTime", "2025-03-10T14:00", ContractErrors.InvalidIsoDateTime, "Invalid ISO datetime" },
        { "EndTime", "2025-02-30T14:00:00Z", ContractErrors.InvalidIsoDateTime, "Invalid ISO datetime" },
        { "TimeZone", "", ContractErrors.Required, "Invalid IANA time zone" },
        { "TimeZone", "Mars", ContractErrors.InvalidTimeZone, "Invalid IANA time zone" },
        { "MeetingLink", "", ContractErrors.Required, "Invalid URL" },
        { "MeetingLink", "example.com", ContractErrors.InvalidUrl, "Invalid URL" },
        { "Location", "", ContractErrors.Required, ContractTexts.InvalidLocation },
        { "Location", "here", ContractErrors.InvalidLocation, ContractTexts.InvalidLocation },
        { "Provider.Email", "", ContractErrors.Required, "Invalid email address" },
        { "Provider.Email", "x", ContractErrors.InvalidEmail, "Invalid email address" },
        { "Provider.Name", "", ContractErrors.Required, "Too small: expected string to have >=1 characters" },
    };

    [Fact]
    public void Validate_TheDocumentsExample_IsValid() => _validator.Validate(Valid).IsValid.ShouldBeTrue();

    [Fact]
    public void Validate_OptionalPartsAbsent_IsValid() =>
        _validator.Validate(Valid with { Description = null, Provider = null }).IsValid.ShouldBeTrue();

    [Theory, MemberData(nameof(Wrong))]
    public void Validate_OneFieldWrong_IsOneFailureOfThatField(string property, string value, string code, string text)
    {
        var failure = _validator.Validate(With(property, value)).Errors.ShouldHaveSingleItem();

        failure.PropertyName.ShouldBe(property);
        failure.ErrorCode.ShouldBe(code);
        failure.ErrorMessage.ShouldBe(text);
    }

    [Fact]
    public void Validate_EverythingEmpty_FailsOncePerFieldInDocumentedOrder()
    {
        var empty = new CalendarEventDetails
        {
            Title = "",
            AgentName = "",
            StartTime = "",
            EndTime = "",
            TimeZone = "",
            MeetingLink = "",
            Location = "",
            Provider = new CalendarEventProvider("", ""),
        };

        var failures = _validator.Validate(empty).Errors;

        failures.Select(failure => failure.PropertyName).ShouldBe(
            ["Title", "AgentName", "StartTime", "EndTime", "TimeZone", "MeetingLink", "Location", "Provider.Email", "Provider.Name"]);
        failures.ShouldAllBe(failure => failure.ErrorCode == ContractErrors.Required);
    }

    [Fact]
    public void Validate_NullTitle_IsRequired()
    {
        // A form's text box may give null whatever the type says.
        var failure = _validator.Validate(Valid with { Title = null! }).Errors.ShouldHaveSingleItem();

        failure.ErrorCode.ShouldBe(ContractErrors.Required);
        failure.ErrorMessage.ShouldBe("Invalid input: expected string, received undefined");
    }

    [Theory]
    [InlineData("2025-03-10T14:00:00Z", "2025-03-10T14:00:00.001Z", true)]
    [InlineData("2025-03-10T14:00:00Z", "2025-03-10T14:00:00Z", false)]
    [InlineData("2025-03-10T14:00:00Z", "2025-03-10T13:00:00Z", false)]
    [InlineData("2025-03-10T14:00:00-05:00", "2025-03-10T15:00:00Z", false)]
    [InlineData("2025-03-10T14:00:00+05:00", "2025-03-10T10:00:00Z", true)]
    [InlineData("soon", "2025-03-10T13:00:00Z", true)]
    [InlineData("2025-03-10T14:00:00Z", "", true)]
    public void StartBeforeEnd_Times_AreCompared(string start, string end, bool isValid)
    {
        var result = new StartBeforeEndValidator().Validate(Valid with { StartTime = start, EndTime = end });

        result.IsValid.ShouldBe(isValid);
        result.Errors.ShouldAllBe(failure =>
            failure.ErrorCode == ContractErrors.StartNotBeforeEnd && failure.PropertyName == "EndTime" && failure.ErrorMessage == "Time validation failed");
    }

    private static CalendarEventDetails With(string property, string value) => property switch
    {
        "Title" => Valid with { Title = value },
        "AgentName" => Valid with { AgentName = value },
        "Description" => Valid with { Description = value },
        "StartTime" => Valid with { StartTime = value },
        "EndTime" => Valid with { EndTime = value },
        "TimeZone" => Valid with { TimeZone = value },
        "MeetingLink" => Valid with { MeetingLink = value },
        "Location" => Valid with { Location = value },
        "Provider.Email" => Valid with { Provider = new CalendarEventProvider(value, "Dr. Smith") },
        "Provider.Name" => Valid with { Provider = new CalendarEventProvider("provider@example.com", value) },
        _ => throw new ArgumentOutOfRangeException(nameof(property)),
    };
}
