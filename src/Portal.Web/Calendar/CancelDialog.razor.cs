using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.ApiContract.Validation;
using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>What a person answered before a cancellation.</summary>
/// <param name="Reason">Null for none.</param>
/// <param name="InviteeEmail">Of an appointment that the portal knows no invitee of; null otherwise.</param>
public sealed record CancelAnswer(string? Reason, string? InviteeEmail);

/// <summary>Asks before an event or an appointment is cancelled.</summary>
public sealed partial class CancelDialog
{
    private const int LongestReason = 500;

    private string _reason = "";
    private string _email = "";
    private bool _isTried;
    private bool _isConfirmed;

    [Parameter, EditorRequired]
    public required CalendarItem Item { get; set; }

    /// <summary>The viewer's zone.</summary>
    [Parameter, EditorRequired]
    public required DateTimeZone Zone { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<CancelAnswer> OnConfirm { get; set; }

    private bool IsAppointment => Item.Source == CalendarSource.Appointment;

    private string Thing => IsAppointment ? "appointment" : "event";

    private bool IsEmail => ContractFormats.IsEmail(_email.Trim());

    private async Task ConfirmAsync()
    {
        _isTried = true;
        var needsEmail = IsAppointment && Item.InviteeEmail is null;
        if (!_isConfirmed && _reason.Length <= LongestReason && (!needsEmail || IsEmail))
        {
            _isConfirmed = true;
            await OnConfirm.InvokeAsync(new CancelAnswer(string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(), needsEmail ? _email.Trim() : null));
        }
    }
}
