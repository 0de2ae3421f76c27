using Portal.Application.Calendar;
using Portal.Application.Drafts;
using Portal.Web.Calendar;

namespace Portal.Web.Booking;

/// <summary>The drafts of the booking wizard.</summary>
public sealed class BookingDrafts(CalendarService calendar, DraftService drafts) : FormDrafts<BookingForm>(calendar, drafts, "booking");
