using NodaTime;
using Portal.Application;
using Portal.TestSupport;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

public sealed class PrerenderedTests
{
    private static readonly Caller Ada = new("t.1", "Ada", "ada@acme.example", "acme", new HashSet<string>(StringComparer.Ordinal));
    private static readonly CalendarAddress Address = new(new CalendarView(CalendarViewKind.Month, new LocalDate(2031, 1, 1)));
    private static readonly DrawnPeriod Drawn = new("a picture", 3, [], Instant.MaxValue);

    private readonly TestClock _clock = new(Instant.FromUtc(2031, 1, 1, 12, 0));
    private readonly Prerendered _prerendered;

    public PrerenderedTests() => _prerendered = new Prerendered(_clock);

    [Fact]
    public void Take_ByTheCircuitOfTheDocument_GivesItOnce()
    {
        var key = _prerendered.Keep(Drawn, Ada, Address, position: 7);

        _prerendered.Take(key, Ada, Address, position: 7).ShouldBeSameAs(Drawn);
        _prerendered.Take(key, Ada, Address, position: 7).ShouldBeNull();
    }

    [Fact]
    public void Take_SomethingWasWrittenSince_Null() => _prerendered.Take(_prerendered.Keep(Drawn, Ada, Address, 7), Ada, Address, position: 8).ShouldBeNull();

    [Fact]
    public void Take_AnotherPersonOrOrganisation_Null()
    {
        _prerendered.Take(_prerendered.Keep(Drawn, Ada, Address, 7), Ada with { PersonId = "t.2" }, Address, 7).ShouldBeNull();
        _prerendered.Take(_prerendered.Keep(Drawn, Ada, Address, 7), Ada with { OrganizationId = "other" }, Address, 7).ShouldBeNull();
    }

    [Fact]
    public void Take_AnotherPeriod_Null() =>
        _prerendered.Take(_prerendered.Keep(Drawn, Ada, Address, 7), Ada, Address with { View = Address.View.Next }, 7).ShouldBeNull();

    [Fact]
    public void Take_TooLate_Null()
    {
        var key = _prerendered.Keep(Drawn, Ada, Address, 7);

        _clock.Advance(Duration.FromSeconds(21));

        _prerendered.Take(key, Ada, Address, 7).ShouldBeNull();
    }

    [Fact]
    public void Keep_ManyNeverTaken_KeepsNoMoreUntilTheyAreTooOld()
    {
        for (var i = 0; i < 256; i++)
        {
            _prerendered.Keep(Drawn, Ada, Address, 7).ShouldNotBeNull();
        }

        _prerendered.Keep(Drawn, Ada, Address, 7).ShouldBeNull();
        _clock.Advance(Duration.FromSeconds(21));

        _prerendered.Keep(Drawn, Ada, Address, 7).ShouldNotBeNull();
    }
}
