using NodaTime;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Calendar;

namespace Portal.Web.Booking;

/// <summary>What a new form of the wizard begins with: what a link gives, an appointment to be moved, or a booking that was refused.</summary>
public sealed class BookingBeginnings(BookingService booking, CalendarService calendar, BookingReader reader)
{
    /// <summary>The form that an address asks for; an item that it names and that the caller does not have counts as not named.</summary>
    public async Task<BookingForm> OfAsync(Caller caller, BookingAddress address, DateTimeZone viewerZone, CancellationToken cancellationToken)
    {
        if (address.CorrectsItemId is { } corrects && await calendar.FindAsync(caller, corrects, cancellationToken) is { State: ItemState.Rejected } refused)
        {
            return await OfRefusedAsync(caller, refused, cancellationToken) ?? BookingForm.From(address, viewerZone);
        }

        if (address.ReplacesItemId is { } replaces && await calendar.FindAsync(caller, replaces, cancellationToken) is { Source: CalendarSource.Appointment } old)
        {
            return await OfMovedAsync(caller, old, cancellationToken);
        }

        var form = BookingForm.From(address, viewerZone);
        if (address.Start is { } start)
        {
            var types = await booking.ListEventTypesAsync(caller, cancellationToken);
            var minutes = reader.Read(form, types.Types, viewerZone).EventType?.Minutes ?? BookableEventType.AssumedMinutes;
            form.Choose(new Interval(start, start + Duration.FromMinutes(minutes)));
        }

        return form;
    }

    /// <summary>A form with all that a refused booking had; its time only if that is not what was refused. Null for what was not booked here.</summary>
    public async Task<BookingForm?> OfRefusedAsync(Caller caller, CalendarItem refused, CancellationToken cancellationToken)
    {
        if (await booking.ReadRequestAsync(caller, refused.Id, cancellationToken) is not { } request)
        {
            return null;
        }

        var field = refused.IsGivenUp ? null : BookingRefusal.FieldOf(refused.Reason);
        var form = BookingForm.From(request, withTime: field is not nameof(NewAppointment.Start));
        (form.CorrectsItemId, form.RefusedBecause, form.RefusedField, form.WasGivenUp) = (refused.Id, refused.Reason, field, refused.IsGivenUp);
        form.CaseText = refused.CaseTitle ?? form.CaseText;
        form.ReplacesItemId = (await calendar.ReadMovesAsync(caller, refused.Id, cancellationToken)).From?.ItemId;
        return form;
    }

    /// <summary>A form for another time of an appointment. Of one that was not booked here the service tells neither invitee nor event type.</summary>
    private async Task<BookingForm> OfMovedAsync(Caller caller, CalendarItem old, CancellationToken cancellationToken)
    {
        if (await booking.ReadRequestAsync(caller, old.Id, cancellationToken) is { } request)
        {
            var known = BookingForm.From(request, withTime: false);
            (known.ReplacesItemId, known.CaseText) = (old.Id, old.CaseTitle ?? known.CaseText);
            return known;
        }

        var types = await booking.ListEventTypesAsync(caller, cancellationToken);
        return new BookingForm
        {
            ReplacesItemId = old.Id,
            EventTypeId = types.Types.FirstOrDefault(type => string.Equals(type.ProviderEmail, old.ProviderEmail, StringComparison.OrdinalIgnoreCase)
                && string.Equals(type.Name, old.Title, StringComparison.OrdinalIgnoreCase))?.Id ?? "",
            TimeZone = old.TimeZone,
            Location = old.Location ?? "",
            CaseId = old.CaseId ?? "",
            CaseText = old.CaseTitle ?? old.CaseId ?? "",
        };
    }
}
