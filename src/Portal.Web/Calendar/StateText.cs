using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>The states of an item in words and in the class that draws their pattern.</summary>
internal static class StateText
{
    /// <summary>A word or two, also on the event itself.</summary>
    public static string Short(ItemState state) => state switch
    {
        ItemState.Pending => "Pending",
        ItemState.Waiting => "Waiting",
        ItemState.Confirmed => "Confirmed",
        ItemState.Cancelling => "Cancelling",
        ItemState.CancelUnconfirmed => "Cancel unconfirmed",
        ItemState.Cancelled => "Cancelled",
        ItemState.Removed => "Removed",
        ItemState.Rejected => "Rejected",
        _ => "Unknown",
    };

    /// <summary>What it means, and what to do.</summary>
    public static string Long(CalendarItem item) => item.State switch
    {
        ItemState.Pending => "Saved here and being sent to the service.",
        ItemState.Waiting => "Saved here. The service cannot take it right now; it is sent again by itself.",
        ItemState.Confirmed => "The service has it.",
        ItemState.Cancelling => "The cancellation is on its way to the service.",
        ItemState.CancelUnconfirmed => "We do not know whether the cancellation was done. Cancelling again is safe.",
        ItemState.Cancelled => "It was cancelled. It cannot be brought back.",
        ItemState.Removed => "The service no longer lists it: it was cancelled elsewhere, or its case was archived.",
        ItemState.Rejected => $"{(item.IsGivenUp ? "It was given up." : "The service refused it.")} Nothing was {Made(item)}.",
        _ => $"We do not know whether this was {Made(item)}. It may exist. Do not enter it again.",
    };

    private static string Made(CalendarItem item) => item.Source == CalendarSource.Appointment ? "booked" : "created";

    /// <summary>The modifier of <c>state--…</c> and <c>event--…</c> classes.</summary>
    public static string Class(ItemState state) => state switch
    {
        ItemState.Pending or ItemState.Cancelling => "pending",
        ItemState.Waiting => "waiting",
        ItemState.Confirmed => "confirmed",
        ItemState.Cancelled or ItemState.Removed => "cancelled",
        ItemState.Rejected => "rejected",
        _ => "unknown",
    };

    /// <summary>Class of the source's colour.</summary>
    public static string Class(CalendarItem item) => item.IsRedacted ? "quiet" : item.Source switch
    {
        CalendarSource.Appointment => "appointment",
        CalendarSource.Marketing => "marketing",
        _ => "case",
    };
}
