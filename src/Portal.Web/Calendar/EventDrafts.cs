using Portal.Application.Calendar;
using Portal.Application.Drafts;

namespace Portal.Web.Calendar;

/// <summary>The drafts of the event form.</summary>
public sealed class EventDrafts(CalendarService calendar, DraftService drafts) : FormDrafts<EventFormModel>(calendar, drafts, "case-event");
