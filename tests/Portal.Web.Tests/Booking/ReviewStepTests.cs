using Bunit;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class ReviewStepTests : WizardTest
{
    private const string FormId = "0f0f0f0f-0000-4000-8000-000000000001";

    [Fact]
    public void When_IsSaidForBothWithTheirOffsets() => Lines(Render(Filled()), "When").ShouldBe(
        ["For you: Tue 2 Mar 2027, 09:00–09:30 EST (UTC−5)", "For the invitee: Tue 2 Mar 2027, 19:30–20:00 IST (UTC+5:30)"]);

    [Fact]
    public void When_InTheRepeatedHour_IsToldApartByTheOffset()
    {
        var form = Filled();
        form.Choose(Slot(Instant.FromUtc(2027, 11, 7, 6, 30)));

        Lines(Render(form), "When")[0].ShouldBe("For you: Sun 7 Nov 2027, 01:30–02:00 EST (UTC−5)");
    }

    [Fact]
    public void When_Held_SaysUntilWhenAndAgainstWhom() =>
        Lines(Render(Filled(), heldUntil: Now + Duration.FromMinutes(5)), "When")[^1].ShouldBe("Held for you until 07:05 EST (UTC−5), against colleagues of this portal only: the service knows of it when you book.");

    [Fact]
    public void When_Typed_SaysThatTheServiceDecides()
    {
        var form = Timeless();
        (form.IsTimeTyped, form.StartDate, form.StartTime) = (true, "2027-03-02", "09:00");

        Lines(Render(form), "When")[^1].ShouldBe("The service decides whether this time is free.");
    }

    [Fact]
    public void What_SaysNameLengthAndProvider()
    {
        var what = Part(Render(Filled()), "What").QuerySelector("dd")!;

        (TextOf(what.QuerySelector("strong")!), what.LastChild!.TextContent.Trim()).ShouldBe(("Initial consultation", "30 min · Dr. Maya Okafor"));
    }

    [Fact]
    public void Who_SaysEverythingThatWasEntered()
    {
        var form = Filled();
        (form.TimeZone, form.CaseId, form.CaseText) = ("America/Los_Angeles", "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "Knee replacement");

        Lines(Render(form), "Who").ShouldBe(["John Doe", "john@patients.example", "America/Los Angeles", "Case: Knee replacement"]);
    }

    [Fact]
    public void Who_OptionalLeftOut_IsNotThere()
    {
        var form = Filled();
        (form.FirstName, form.LastName) = ("", "");

        Lines(Render(form), "Who").ShouldBe(["john@patients.example", "Asia/Kolkata"]);
    }

    [Fact]
    public void Where_SaysTheLocationAndWhatIsTracked()
    {
        var form = Filled();
        (form.UtmSource, form.UtmTerm, form.SalesforceUuid) = ("letter", "knee", "0065g");

        Lines(Render(form), "Where").ShouldBe(["Zoom", "Source: letter", "Term: knee", "Salesforce id: 0065g"]);
    }

    [Theory]
    [InlineData("Edit what", BookingStep.What)]
    [InlineData("Edit when", BookingStep.When)]
    [InlineData("Edit who", BookingStep.Who)]
    [InlineData("Edit where and tracking", BookingStep.Where)]
    public void Edit_LeadsToItsStepOfTheSameForm(string name, BookingStep step) =>
        Render(Filled()).FindAll("a").Single(link => Says(link, name)).GetAttribute("href").ShouldBe(BookingAddress.Of(FormId, step));

    [Fact]
    public void Replaced_SaysThatTheOldOneStaysUntilTheNewOneIsConfirmed()
    {
        var review = Render(Filled(), replaced: ResultStepTests.Item(ItemState.Confirmed) with { Start = ThursdayAfternoon.Start, End = ThursdayAfternoon.End });

        TextOf(review.Find(".banner")).ShouldBe(
            "This takes the place of the appointment of Thu 4 Mar 2027, 15:00–15:30 EST (UTC−5). That one stays until the service has confirmed this one, and is cancelled then.");
    }

    [Fact]
    public void Incomplete_ShowsNothingThatCouldBeBooked() => Render(Timeless()).FindAll("dl").ShouldBeEmpty();

    private static AngleSharp.Dom.IElement Part(IRenderedComponent<StepHost> review, string name) =>
        review.FindAll(".review > div").Single(part => Says(part.QuerySelector("dt")!, name));

    private static IReadOnlyList<string> Lines(IRenderedComponent<StepHost> review, string name) => [.. Part(review, name).QuerySelectorAll(".line").Select(TextOf)];

    private IRenderedComponent<StepHost> Render(BookingForm form, Instant? heldUntil = null, CalendarItem? replaced = null) =>
        RenderStep<ReviewStep>(form, more: _ => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReviewStep.FormId)] = FormId,
            [nameof(ReviewStep.HeldUntil)] = heldUntil,
            [nameof(ReviewStep.Replaced)] = replaced,
        });
}
