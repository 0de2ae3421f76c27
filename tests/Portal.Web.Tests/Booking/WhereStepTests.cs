using Bunit;
using Portal.ApiContract.Care360;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class WhereStepTests : WizardTest
{
    private static readonly string TooLong = new('x', 501);

    [Fact]
    public void Locations_AreThoseOfTheEventTypeOnly()
    {
        var step = RenderStep<WhereStep>(Filled());

        step.FindAll(".locations label").Select(TextOf).ShouldBe(["Zoom", "Google Meet"]);
        step.Find("input[type=radio][checked]").GetAttribute("value").ShouldBe(LocationTypes.Zoom);
    }

    [Fact]
    public async Task Choose_Location_GoesIntoTheForm()
    {
        var form = Filled();
        var step = RenderStep<WhereStep>(form);

        await step.Find($"input[value={LocationTypes.GoogleMeet}]").ChangeAsync(new() { Value = "on" });

        form.Location.ShouldBe(LocationTypes.GoogleMeet);
        step.FindAll("input[type=radio][checked]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe(LocationTypes.GoogleMeet);
    }

    [Theory]
    [InlineData("", "Location type is required.")]
    [InlineData(LocationTypes.Webex, "Location type is not offered for this event type: choose another.")]
    public void Location_Wrong_IsSaidAtTheChoicesAndLeavesTrackingFolded(string location, string error)
    {
        var form = Filled();
        form.Location = location;

        var step = RenderStep<WhereStep>(form, showsErrors: true);

        TextOf(step.Find("#" + step.Find(".locations").GetAttribute("aria-describedby"))).ShouldBe(error);
        step.FindAll("input[type=radio]").ShouldAllBe(choice => choice.GetAttribute("aria-invalid") == "true");
        step.Find("details").HasAttribute("open").ShouldBeFalse();
    }

    [Fact]
    public void Tracking_Nothing_IsFoldedAndCalledOptional()
    {
        var step = RenderStep<WhereStep>(Filled(), showsErrors: true);

        step.Find("details").HasAttribute("open").ShouldBeFalse();
        TextOf(step.Find("summary")).ShouldBe("Tracking Optional: where this booking came from");
    }

    [Fact]
    public void Tracking_Prefilled_IsFoldedAndSummedUp()
    {
        var form = Filled();
        (form.UtmSource, form.UtmCampaign, form.UtmTerm) = ("letter", "spring", "  ");

        var step = RenderStep<WhereStep>(form);

        step.Find("details").HasAttribute("open").ShouldBeFalse();
        TextOf(step.Find("summary")).ShouldBe("Tracking letter · spring");
    }

    [Theory]
    [InlineData("book-utm-source", nameof(BookingForm.UtmSource), "Source")]
    [InlineData("book-utm-medium", nameof(BookingForm.UtmMedium), "Medium")]
    [InlineData("book-utm-campaign", nameof(BookingForm.UtmCampaign), "Campaign")]
    [InlineData("book-utm-content", nameof(BookingForm.UtmContent), "Content")]
    [InlineData("book-utm-term", nameof(BookingForm.UtmTerm), "Term")]
    [InlineData("book-salesforce", nameof(BookingForm.SalesforceUuid), "Salesforce id")]
    public void Tracking_Error_OpensItAndIsSaidAtItsField(string input, string field, string label)
    {
        var form = Filled();
        typeof(BookingForm).GetProperty(field)!.SetValue(form, TooLong);

        var step = RenderStep<WhereStep>(form, showsErrors: true);

        step.Find("details").HasAttribute("open").ShouldBeTrue();
        step.FindAll(".field-error").ShouldHaveSingleItem().TextContent.ShouldBe($"{label} must be at most 500 characters.");
        step.FindAll("[aria-invalid=true]").ShouldHaveSingleItem().Id.ShouldBe(input);
    }

    [Fact]
    public async Task Tracking_ErrorCorrected_StaysOpenUnderThePersonWhoTypes()
    {
        var form = Filled();
        form.UtmTerm = TooLong;
        var step = RenderStep<WhereStep>(form, showsErrors: true);

        await step.Find("#book-utm-term").InputAsync(new() { Value = "knee" });

        step.FindAll(".field-error").ShouldBeEmpty();
        step.Find("details").HasAttribute("open").ShouldBeTrue();
    }

    [Theory]
    [InlineData("book-utm-source", nameof(BookingForm.UtmSource))]
    [InlineData("book-utm-medium", nameof(BookingForm.UtmMedium))]
    [InlineData("book-utm-campaign", nameof(BookingForm.UtmCampaign))]
    [InlineData("book-utm-content", nameof(BookingForm.UtmContent))]
    [InlineData("book-utm-term", nameof(BookingForm.UtmTerm))]
    [InlineData("book-salesforce", nameof(BookingForm.SalesforceUuid))]
    public async Task Tracking_Typed_GoesIntoTheForm(string input, string field)
    {
        var form = Filled();
        var step = RenderStep<WhereStep>(form);

        await step.Find("#" + input).InputAsync(new() { Value = "as typed" });

        typeof(BookingForm).GetProperty(field)!.GetValue(form).ShouldBe("as typed");
    }
}
