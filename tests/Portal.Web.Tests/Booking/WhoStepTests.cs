using Bunit;
using Dapper;
using Microsoft.AspNetCore.Components.Web;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class WhoStepTests : WizardTest
{
    private const string CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    /// <summary>A field, its input, what is wrong in it, and what is said of it.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { nameof(BookingForm.Email), "book-email", "", "E-mail is required." },
        { nameof(BookingForm.Email), "book-email", "nobody", "E-mail must be an e-mail address, for example name@clinic.example." },
        { nameof(BookingForm.FirstName), "book-first", new string('x', 201), "First name must be at most 200 characters." },
        { nameof(BookingForm.LastName), "book-last", new string('x', 201), "Last name must be at most 200 characters." },
        { nameof(BookingForm.TimeZone), "book-zone", "", "Time zone is required." },
        { nameof(BookingForm.TimeZone), "book-zone", "Mars/Olympus", "Time zone must be chosen from the list, for example America/New_York." },
        { nameof(BookingForm.CaseId), "book-case", "knee", "Case must be chosen from the list, or be a case id, or be left empty." },
    };

    [Fact]
    public void Required_AreEmailAndZoneOnly()
    {
        var step = RenderStep<WhoStep>(new BookingForm());

        step.FindAll("input[aria-required=true]").Select(input => input.Id).ShouldBe(["book-email", "book-zone"]);
        step.FindAll("input").Count.ShouldBe(5);
    }

    [Fact]
    public void Required_Alone_AreEnough() =>
        RenderStep<WhoStep>(new BookingForm { Email = "john@patients.example", TimeZone = "Asia/Kolkata" }, showsErrors: true).FindAll(".field-error").ShouldBeEmpty();

    [Theory, MemberData(nameof(Wrong))]
    public void Error_IsSaidAtItsFieldAndNoOther(string field, string input, string value, string error)
    {
        var form = Filled();
        typeof(BookingForm).GetProperty(field)!.SetValue(form, value);

        var step = RenderStep<WhoStep>(form, showsErrors: true);

        step.FindAll(".field-error").ShouldHaveSingleItem().TextContent.ShouldBe(error);
        step.FindAll("[aria-invalid=true]").ShouldHaveSingleItem().Id.ShouldBe(input);
        step.Find("#" + input).GetAttribute("aria-describedby")!.Split(' ').ShouldContain(input + "-error");
    }

    [Theory]
    [InlineData("book-email", nameof(BookingForm.Email))]
    [InlineData("book-first", nameof(BookingForm.FirstName))]
    [InlineData("book-last", nameof(BookingForm.LastName))]
    [InlineData("book-zone", nameof(BookingForm.TimeZone))]
    [InlineData("book-case", nameof(BookingForm.CaseId))]
    public async Task Type_GoesIntoTheForm(string input, string field)
    {
        var form = Filled();
        var step = RenderStep<WhoStep>(form);

        await step.Find("#" + input).InputAsync(new() { Value = "as typed" });

        typeof(BookingForm).GetProperty(field)!.GetValue(form).ShouldBe("as typed");
    }

    [Fact]
    public async Task Zone_SearchedByCity_IsChosenByKeyboard()
    {
        var form = Filled();
        var step = RenderStep<WhoStep>(form);
        await step.Find("#book-zone").FocusInAsync(new());
        await step.Find("#book-zone").InputAsync(new() { Value = "kathm" });

        await step.Find("#book-zone").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await step.Find("#book-zone").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        form.TimeZone.ShouldBe("Asia/Kathmandu");
    }

    [Fact]
    public async Task Case_ChosenFromTheList_IsKeptByItsIdAndShownByItsName()
    {
        await KnowCaseAsync("northside", "Knee replacement");
        var form = Filled();
        var step = RenderStep<WhoStep>(form, showsErrors: true);
        await step.Find("#book-case").FocusInAsync(new());
        await step.Find("#book-case").InputAsync(new() { Value = "knee" });
        step.WaitForElement("#book-case-option-0");

        await step.Find("#book-case").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await step.Find("#book-case").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        (form.CaseId, form.CaseText).ShouldBe((CaseId, "Knee replacement"));
        step.FindAll(".field-error").ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_OfAnotherOrganisation_IsNotOffered()
    {
        await KnowCaseAsync("lakeview", "Knee replacement");
        var step = RenderStep<WhoStep>(Filled());
        await step.Find("#book-case").FocusInAsync(new());

        await step.Find("#book-case").InputAsync(new() { Value = "knee" });

        step.FindAll("#book-case-list [role=option]").ShouldBeEmpty();
    }

    private Task<int> KnowCaseAsync(string organizationId, string title) => Test.Database.WriteAsync(
        write => write.Connection.ExecuteAsync(
            """
            INSERT INTO cases (organization_id, id, short_id, title, search_title, search_short_id, seen_at)
            VALUES (@organizationId, @CaseId, 'C-1', @title, @folded, 'c-1', 1)
            """,
            new { organizationId, CaseId, title, folded = title.ToLowerInvariant() },
            write.Transaction),
        default);
}
