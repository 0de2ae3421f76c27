using Bunit;
using Portal.Application.Calendar;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Booking;

public sealed class CancelDialogTests : WizardTest
{
    private static readonly CalendarItem Booked = ResultStepTests.Item(ItemState.Confirmed);
    private static readonly CalendarItem OfAnUnknownInvitee = Booked with { InviteeName = null, InviteeEmail = null };
    private static readonly CalendarItem CaseEvent = OfAnUnknownInvitee with { Source = CalendarSource.CaseEvent, Title = "Care plan review" };

    private readonly List<CancelAnswer> _answers = [];
    private int _closed;

    [Fact]
    public void Email_OfAnUnknownInvitee_IsAskedForAndRequired() => Render(OfAnUnknownInvitee).Find("#cancel-email").GetAttribute("aria-required").ShouldBe("true");

    [Fact]
    public void Email_OfAKnownInvitee_IsShownInsteadOfAskedFor()
    {
        var dialog = Render(Booked);

        dialog.FindAll("#cancel-email").ShouldBeEmpty();
        dialog.FindAll("p").Select(TextOf).ShouldContain("Invitee: John Doe john@patients.example");
    }

    [Fact]
    public void Email_OfACaseEvent_IsNotAskedFor() => Render(CaseEvent).FindAll("#cancel-email").ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Confirm_WithoutTheInviteesEmail_AsksForItAndCancelsNothing(string email)
    {
        var dialog = Render(OfAnUnknownInvitee);
        await dialog.Find("#cancel-email").InputAsync(new() { Value = email });

        await Button(dialog, "Cancel appointment").ClickAsync(new());

        _answers.ShouldBeEmpty();
        dialog.Find("#cancel-email-error").TextContent.ShouldBe("Invitee’s e-mail must be an e-mail address, for example name@clinic.example.");
        dialog.Find("#cancel-email").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task Confirm_WithTheInviteesEmail_PassesItOn()
    {
        var dialog = Render(OfAnUnknownInvitee);
        await dialog.Find("#cancel-email").InputAsync(new() { Value = " john@patients.example " });

        await Button(dialog, "Cancel appointment").ClickAsync(new());

        _answers.ShouldBe([new CancelAnswer(null, "john@patients.example")]);
    }

    [Fact]
    public async Task Confirm_KnownInvitee_PassesNoEmailOn()
    {
        var dialog = Render(Booked);
        await dialog.Find("#cancel-reason").InputAsync(new() { Value = " Patient is ill " });

        await Button(dialog, "Cancel appointment").ClickAsync(new());

        _answers.ShouldBe([new CancelAnswer("Patient is ill", null)]);
    }

    [Fact]
    public async Task Confirm_BlankReason_IsNone()
    {
        var dialog = Render(CaseEvent);
        await dialog.Find("#cancel-reason").InputAsync(new() { Value = "   " });

        await Button(dialog, "Cancel event").ClickAsync(new());

        _answers.ShouldBe([new CancelAnswer(null, null)]);
    }

    [Fact]
    public async Task Reason_OfFiveHundredCharacters_IsTaken()
    {
        var dialog = Render(Booked);
        await dialog.Find("#cancel-reason").InputAsync(new() { Value = new string('x', 500) });

        await Button(dialog, "Cancel appointment").ClickAsync(new());

        _answers.ShouldHaveSingleItem().Reason.ShouldBe(new string('x', 500));
    }

    [Fact]
    public async Task Reason_OfMore_IsRefusedAndKept()
    {
        var dialog = Render(Booked);
        await dialog.Find("#cancel-reason").InputAsync(new() { Value = new string('x', 501) });

        await Button(dialog, "Cancel appointment").ClickAsync(new());

        _answers.ShouldBeEmpty();
        dialog.Find("#cancel-reason-error").TextContent.ShouldBe("Reason may have at most 500 characters.");
        dialog.Find("#cancel-reason").GetAttribute("value").ShouldBe(new string('x', 501));
    }

    [Fact]
    public async Task Confirm_Twice_CancelsOnce()
    {
        var dialog = Render(Booked);
        await Button(dialog, "Cancel appointment").ClickAsync(new());

        await Button(dialog, "Cancelling…").ClickAsync(new());

        _answers.ShouldHaveSingleItem();
        Button(dialog, "Cancelling…").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Keep_ClosesAndCancelsNothing()
    {
        var dialog = Render(Booked);

        await Button(dialog, "Keep it").ClickAsync(new());

        _closed.ShouldBe(1);
        _answers.ShouldBeEmpty();
    }

    private IRenderedComponent<CancelDialog> Render(CalendarItem item) => Render<CancelDialog>(p => p
        .Add(dialog => dialog.Item, item)
        .Add(dialog => dialog.Zone, NewYork)
        .Add(dialog => dialog.OnClose, () => _closed++)
        .Add(dialog => dialog.OnConfirm, _answers.Add));
}
