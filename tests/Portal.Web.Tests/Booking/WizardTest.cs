using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

/// <summary>A test of the wizard, whose service offers two kinds of visit.</summary>
public abstract class WizardTest : PortalPageTest
{
    protected static readonly BookableEventType Consultation = new(
        "85f13305-0647-4473-9e63-0a56af405f6f", "Initial consultation", 30, "Dr. Maya Okafor", "maya.okafor@northside.example", [LocationTypes.Zoom, LocationTypes.GoogleMeet]);

    protected static readonly BookableEventType NurseCall = new(
        "0a0a0a0a-1111-4222-8333-444444444444", "Nurse call", null, "Ida Berg", "ida.berg@northside.example", [LocationTypes.Webex]);

    /// <summary>Tuesday, 2 March 2027, 09:00 and 09:30 in New York.</summary>
    protected static readonly Interval Nine = Slot(Instant.FromUtc(2027, 3, 2, 14, 0));

    protected static readonly Interval HalfPastNine = Slot(Instant.FromUtc(2027, 3, 2, 14, 30));

    /// <summary>Thursday, 4 March 2027, 15:00 in New York, which is after midnight in Kolkata.</summary>
    protected static readonly Interval ThursdayAfternoon = Slot(Instant.FromUtc(2027, 3, 4, 20, 0));

    /// <summary>The form of a colleague of Dana's.</summary>
    protected static readonly string ColleaguesForm = Guid.NewGuid().ToString("D");

    protected WizardTest() => Care360.Offer(Consultation, NurseCall);

    protected BookingService Bookings => Services.GetRequiredService<BookingService>();

    /// <summary>A slot of half an hour.</summary>
    protected static Interval Slot(Instant start) => new(start, start + Duration.FromMinutes(30));

    /// <summary>A form with everything but what a test is about: a free time is chosen.</summary>
    protected static BookingForm Filled()
    {
        var form = new BookingForm
        {
            IsTouched = true,
            EventTypeId = Consultation.Id,
            Email = "john@patients.example",
            FirstName = "John",
            LastName = "Doe",
            TimeZone = "Asia/Kolkata",
            Location = LocationTypes.Zoom,
        };
        form.Choose(Nine);
        return form;
    }

    /// <summary>A filled form without a time.</summary>
    protected static BookingForm Timeless()
    {
        var form = Filled();
        form.Choose(null);
        return form;
    }

    /// <summary>Renders a step as the page does: what is changed is read again, and the step is shown with it.</summary>
    /// <param name="form">What is filled in.</param>
    /// <param name="showsErrors">As after the person tried to go on.</param>
    /// <param name="zone">The viewer's; null for New York.</param>
    /// <param name="more">The step's own parameters.</param>
    private protected IRenderedComponent<StepHost> RenderStep<TStep>(
        BookingForm form, bool showsErrors = false, DateTimeZone? zone = null, Func<StepHost, IReadOnlyDictionary<string, object?>>? more = null)
        where TStep : StepComponent =>
        Render<StepHost>(p => p
            .Add(host => host.Step, typeof(TStep))
            .Add(host => host.Caller, Dana)
            .Add(host => host.Form, form)
            .Add(host => host.Zone, zone ?? NewYork)
            .Add(host => host.Types, [Consultation, NurseCall])
            .Add(host => host.ShowsErrors, showsErrors)
            .Add(host => host.More, more));

    /// <summary>Another replica on the same data. Of what it does, this one is not told.</summary>
    protected async Task OnAnotherReplicaAsync(Func<BookingService, Task> act)
    {
        await using var database = Test.OpenAgain();
        await using var services = AddPortal(new ServiceCollection().AddLogging(), database).BuildServiceProvider();
        await act(services.GetRequiredService<BookingService>());
    }
}

/// <summary>Stands for the page around a step.</summary>
internal sealed class StepHost : ComponentBase
{
    [Inject]
    public required BookingReader Reader { get; init; }

    [Parameter]
    public required Type Step { get; set; }

    [Parameter]
    public required Caller Caller { get; set; }

    [Parameter]
    public required BookingForm Form { get; set; }

    [Parameter]
    public required DateTimeZone Zone { get; set; }

    [Parameter]
    public required IReadOnlyList<BookableEventType> Types { get; set; }

    [Parameter]
    public bool ShowsErrors { get; set; }

    [Parameter]
    public Func<StepHost, IReadOnlyDictionary<string, object?>>? More { get; set; }

    public ReadBooking Read { get; private set; } = ReadBooking.Nothing;

    /// <summary>As the step told it.</summary>
    public Instant? HeldUntil { get; private set; }

    public EventCallback<Instant?> OnHeld => EventCallback.Factory.Create<Instant?>(this, until => HeldUntil = until);

    protected override void OnParametersSet() => Read = Reader.Read(Form, Types, Zone);

    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, Step);
        builder.AddComponentParameter(1, nameof(StepComponent.Caller), Caller);
        builder.AddComponentParameter(2, nameof(StepComponent.Form), Form);
        builder.AddComponentParameter(3, nameof(StepComponent.Read), Read);
        builder.AddComponentParameter(4, nameof(StepComponent.Zone), Zone);
        builder.AddComponentParameter(5, nameof(StepComponent.ErrorOf), (Func<string, string?>)(field => ShowsErrors ? Read.Errors.GetValueOrDefault(field) : null));
        builder.AddComponentParameter(6, nameof(StepComponent.Change), (Func<string, Action, Task>)ChangeAsync);
        builder.AddMultipleAttributes(7, More?.Invoke(this)!);
        builder.CloseComponent();
    }

    private Task ChangeAsync(string field, Action change)
    {
        change();
        Read = Reader.Read(Form, Types, Zone);
        StateHasChanged();
        return Task.CompletedTask;
    }
}
