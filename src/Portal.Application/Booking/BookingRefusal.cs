using Portal.ApiContract.Care360;

namespace Portal.Application.Booking;

/// <summary>What a refusal of the service is about. The texts only say where to look; that it refused says the status alone.</summary>
public static class BookingRefusal
{
    /// <summary>The field, by its name in <see cref="NewAppointment"/>, <see cref="BookingSource"/> or <c>EventTypeId</c>; null when the reason names none.</summary>
    public static string? FieldOf(string? reason)
    {
        if (reason is null)
        {
            return null;
        }

        if (reason.Contains(Care360Texts.SlotNotAvailable, StringComparison.OrdinalIgnoreCase))
        {
            return nameof(NewAppointment.Start);
        }

        if (reason.Contains(Care360Texts.LocationNotOffered, StringComparison.OrdinalIgnoreCase))
        {
            return nameof(NewAppointment.Location);
        }

        if (reason.Contains(Care360Texts.EventTypeNotFound, StringComparison.OrdinalIgnoreCase))
        {
            return "EventTypeId";
        }

        // Errors of shape read "path, text", several joined by "; ": the first one's path.
        var path = reason.Split("; ")[0].Split(", ")[0].Split(' ')[^1];
        return NewAppointmentValidator.PathOf(path);
    }
}
