using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.ApiClient;
using Portal.ApiContract.Care360.Availability;
using Portal.Application.Booking;
using Portal.Application.Organizations;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class WhatStepTests : WizardTest
{
    private readonly List<BookableEventType> _chosen = [];
    private int _retries;

    [Fact]
    public async Task Types_EachSaysItsLengthProviderAndLocations()
    {
        var step = await RenderAsync(new BookingForm());

        step.FindAll(".choice").Select(TextOf).ShouldBe(
            ["Initial consultation 30 min · Dr. Maya Okafor Zoom, Google Meet", "Nurse call Length as the service has it · Ida Berg Webex"]);
        step.FindAll("input:checked").ShouldBeEmpty();
    }

    [Fact]
    public async Task Types_None_SaysThatNothingCanBeBooked()
    {
        Care360.Offer();

        var step = await RenderAsync(new BookingForm());

        TextOf(step.Find(".nothing")).ShouldStartWith("Nothing can be booked: the service lists no event type for your organisation.");
        step.FindAll("input").ShouldBeEmpty();
    }

    [Fact]
    public async Task Types_ServiceRefuses_SaysSoAndOffersTheConfiguredOnes()
    {
        Refuse();
        Services.GetRequiredService<IOptionsMonitor<OrganizationsOptions>>().CurrentValue.ById["northside"].EventTypes["known"] =
            new EventTypeOptions { Name = "First visit", ProviderName = "Dr. Kim" };

        var step = await RenderAsync(new BookingForm());

        TextOf(step.Find("[role=alert]")).ShouldBe("What can be booked could not be read just now. The service refused to list what can be booked: Forbidden Try again");
        step.FindAll(".choice-name").Select(TextOf).ShouldBe(["First visit"]);
    }

    [Fact]
    public async Task Types_ServiceRefusesAndNothingIsConfigured_DoesNotSayThatItListsNone()
    {
        Refuse();

        var step = await RenderAsync(new BookingForm());

        step.FindAll("[role=alert]").ShouldHaveSingleItem();
        step.FindAll(".nothing").ShouldBeEmpty();
    }

    [Fact]
    public async Task TryAgain_AsksForIt()
    {
        Refuse();
        var step = await RenderAsync(new BookingForm());

        await Button(step, "Try again").ClickAsync(new());

        _retries.ShouldBe(1);
    }

    [Fact]
    public async Task Choose_Type_TellsWhich()
    {
        var step = await RenderAsync(new BookingForm());

        await step.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "on" });

        _chosen.ShouldHaveSingleItem().Id.ShouldBe(NurseCall.Id);
    }

    [Fact]
    public async Task Chosen_IdWithOtherCapitals_IsMarked()
    {
        var step = await RenderAsync(new BookingForm { EventTypeId = Consultation.Id.ToUpperInvariant() });

        step.Find("input[checked]").GetAttribute("value").ShouldBe(Consultation.Id);
        TextOf(step.Find(".chosen")).ShouldStartWith("Initial consultation");
    }

    [Theory]
    [InlineData("", "Event type is required.")]
    [InlineData("gone", "Event type is not offered any more: choose another.")]
    public async Task Error_IsTiedToTheChoices(string id, string error)
    {
        var step = await RenderAsync(new BookingForm { EventTypeId = id }, showsErrors: true);

        TextOf(step.Find("#" + step.Find("fieldset").GetAttribute("aria-describedby"))).ShouldBe(error);
        step.FindAll("input[type=radio]").ShouldAllBe(choice => choice.GetAttribute("aria-invalid") == "true");
    }

    private void Refuse() => Care360.OnEventTypes = () => new ApiOutcome<IReadOnlyList<ProviderEventType>>.Refused(403, "Forbidden", null);

    private async Task<IRenderedComponent<StepHost>> RenderAsync(BookingForm form, bool showsErrors = false)
    {
        var types = await Bookings.ListEventTypesAsync(Dana, default);
        return RenderStep<WhatStep>(form, showsErrors, more: host => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(WhatStep.Types)] = types,
            [nameof(WhatStep.OnChoose)] = EventCallback.Factory.Create<BookableEventType>(host, _chosen.Add),
            [nameof(WhatStep.OnRetry)] = EventCallback.Factory.Create(host, () => _retries++),
        });
    }
}
