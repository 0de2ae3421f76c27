using Bunit;
using NodaTime;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

/// <summary>What a person reads of the hold of a chosen time.</summary>
public sealed class HoldNoteTests : WizardTest
{
    [Fact]
    public void Held_SaysUntilWhenAndAgainstWhom() =>
        RenderNote(Now + Duration.FromMinutes(5)).Find(".hint").TextContent.Trim().ShouldStartWith("Held for you until 07:05 EST (UTC−5), against colleagues of this portal only");

    [Fact]
    public void Held_RunsOutWhileShown_SaysSo()
    {
        var note = RenderNote(Now + Duration.FromMinutes(5));

        Clock.Advance(Duration.FromMinutes(5));
        Timers.Elapse(TimeSpan.FromMinutes(5));

        note.WaitForAssertion(() => note.Find(".hint").TextContent.Trim().ShouldBe("No longer held for you: a colleague may take it before you book."));
    }

    [Fact]
    public void NothingHeld_SaysNothing() => RenderNote(null).Markup.Trim().ShouldBeEmpty();

    private IRenderedComponent<HoldNote> RenderNote(Instant? until) => Render<HoldNote>(note => note.Add(n => n.Until, until).Add(n => n.Zone, NewYork));
}
