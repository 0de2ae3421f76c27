using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Time;
using Portal.Web.Components;

namespace Portal.Web.Booking;

/// <summary>What every step of the wizard is given: the form, what was read of it, and how to change it.</summary>
public abstract class StepComponent : PortalComponent
{
    [Parameter, EditorRequired]
    public required Caller Caller { get; set; }

    [Parameter, EditorRequired]
    public required BookingForm Form { get; set; }

    [Parameter, EditorRequired]
    public required ReadBooking Read { get; set; }

    /// <summary>The viewer's zone.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    /// <summary>What is to be said of a field now; null for nothing.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?> ErrorOf { get; set; }

    /// <summary>Changes a field of the form, reads it again and keeps the draft.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task> Change { get; set; }

    /// <summary>The zone that times are shown in on this step.</summary>
    protected DateTimeZone ShownZone => Form.ShowsInviteeZone && Read.InviteeZone is { } invitee ? invitee : Zone;

    /// <summary>A slot in both zones where their clocks differ, the shown one first.</summary>
    protected static string InZone(Interval slot, DateTimeZone zone) => TimeText.Range(slot.Start, slot.End, zone);

    /// <summary>How long a type takes, in words.</summary>
    protected static string LengthOf(BookableEventType type) => type.Minutes is { } minutes ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minutes} min") : "Length as the service has it";
}
