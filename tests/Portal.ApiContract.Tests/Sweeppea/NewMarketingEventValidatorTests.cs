using System.Globalization;
using System.Text.Json;
using Portal.ApiContract.Sweeppea;
using Portal.ApiContract.Validation;

namespace Portal.ApiContract.Tests.Sweeppea;

/// <summary>What the form and the server both ask of a marketing event, by code and text.</summary>
public sealed class NewMarketingEventValidatorTests
{
    private static readonly NewMarketingEvent Valid = new()
    {
        EventTitle = "Team Meeting",
        EventStartDate = "2026-02-20T10:00:00.000Z",
        EventEndDate = "2026-02-20",
        EventDescription = "",
        EventLocation = "Room Ærø 😀",
        Latitude = "-90",
        Longitude = "180.0",
        EventUrl = "http://example.com/?q=1",
        EventStartTime = "10:00",
        EventEndTime = "23:59",
        EventColor = "#6cD9Ff",
        SweepstakesToken = "",
        PeopleInvolved = JsonElement.Parse("[1]"),
        RepeatThisEvent = JsonElement.Parse("{}"),
        Notification = JsonElement.Parse("""{"Frequency":24}"""),
    };

    private readonly NewMarketingEventValidator _validator = new();

    [Fact]
    public void Validate_ValidEvent_Passes() => _validator.Validate(Valid).IsValid.ShouldBeTrue();

    [Fact]
    public void Validate_RequiredMembersAlone_Passes() =>
        _validator.Validate(new NewMarketingEvent { EventTitle = "x", EventStartDate = "2026-02-20", EventEndDate = "2026-02-20" }).IsValid.ShouldBeTrue();

    [Fact]
    public void Validate_EmptyEvent_AsksForTheRequiredMembersInOrder()
    {
        // A form's text box may give null whatever the type says.
        var failures = _validator.Validate(new NewMarketingEvent { EventTitle = null!, EventStartDate = "", EventEndDate = null! }).Errors;

        failures.Select(failure => failure.ErrorMessage).ShouldBe(["EventTitle is Required", "EventStartDate is Required", "EventEndDate is Required"]);
        failures.ShouldAllBe(failure => failure.ErrorCode == ContractErrors.Required);
    }

    [Theory]
    [InlineData("EventTitle", "a\0b", ContractErrors.InvalidCharacters)]
    [InlineData("EventStartDate", "20.02.2026", ContractErrors.InvalidIsoDate)]
    [InlineData("EventEndDate", "2026-02-30", ContractErrors.InvalidIsoDate)]
    [InlineData("EventDescription", "\0", ContractErrors.InvalidCharacters)]
    [InlineData("EventLocation", "\0", ContractErrors.InvalidCharacters)]
    [InlineData("Latitude", "90.01", ContractErrors.InvalidCoordinate)]
    [InlineData("Latitude", "4,5", ContractErrors.InvalidCoordinate)]
    [InlineData("Longitude", "-181", ContractErrors.InvalidCoordinate)]
    [InlineData("Longitude", "∞", ContractErrors.InvalidCoordinate)]
    [InlineData("EventURL", "ftp://example.com/", ContractErrors.InvalidUrl)]
    [InlineData("EventStartTime", "24:00", ContractErrors.InvalidTimeOfDay)]
    [InlineData("EventEndTime", "9:00", ContractErrors.InvalidTimeOfDay)]
    [InlineData("EventColor", "#12345G", ContractErrors.InvalidColor)]
    [InlineData("SweepstakesToken", "\0", ContractErrors.InvalidCharacters)]
    public void Validate_WrongMember_IsNamedWithItsCode(string member, string value, string code)
    {
        var failure = _validator.Validate(With(member, value)).Errors.ShouldHaveSingleItem();

        failure.PropertyName.ShouldBe(member);
        failure.ErrorCode.ShouldBe(code);
        failure.ErrorMessage.ShouldBe($"{member} is Invalid");
    }

    [Fact]
    public void Validate_OneCoordinateAlone_AsksForTheOther()
    {
        _validator.Validate(Valid with { Latitude = null }).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Latitude is Invalid");
        _validator.Validate(Valid with { Longitude = null }).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Longitude is Invalid");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Validate_InAnotherCulture_IsTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            _validator.Validate(Valid with { Latitude = "40.7", Longitude = "-74.5" }).IsValid.ShouldBeTrue();
            _validator.Validate(Valid with { Latitude = "40,7" }).IsValid.ShouldBeFalse();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"[]\"")]
    [InlineData("null")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""[{"\udc00":1}]""")]
    public void Validate_OpaqueOfAnotherKindOrUnreadable_IsNamed(string json)
    {
        var failure = _validator.Validate(Valid with { PeopleInvolved = JsonElement.Parse(json) }).Errors.ShouldHaveSingleItem();

        failure.PropertyName.ShouldBe("PeopleInvolved");
        failure.ErrorCode.ShouldBe(ContractErrors.InvalidKind);
        failure.ErrorMessage.ShouldBe("PeopleInvolved is Invalid");
    }

    private static NewMarketingEvent With(string member, string value) => member switch
    {
        "EventTitle" => Valid with { EventTitle = value },
        "EventStartDate" => Valid with { EventStartDate = value },
        "EventEndDate" => Valid with { EventEndDate = value },
        "EventDescription" => Valid with { EventDescription = value },
        "EventLocation" => Valid with { EventLocation = value },
        "Latitude" => Valid with { Latitude = value },
        "Longitude" => Valid with { Longitude = value },
        "EventURL" => Valid with { EventUrl = value },
        "EventStartTime" => Valid with { EventStartTime = value },
        "EventEndTime" => Valid with { EventEndTime = value },
        "EventColor" => Valid with { EventColor = value },
        "SweepstakesToken" => Valid with { SweepstakesToken = value },
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };
}
