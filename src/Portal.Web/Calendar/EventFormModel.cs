using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>The new-event form as typed: plain text, so that a draft keeps also what cannot be read yet.</summary>
public sealed class EventFormModel
{
    /// <summary>What stands in the case box.</summary>
    public string CaseText { get; set; } = "";

    /// <summary>The id of the chosen case, or what was typed instead of choosing.</summary>
    public string CaseId { get; set; } = "";

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>ISO date, as a date input gives it.</summary>
    public string StartDate { get; set; } = "";

    /// <summary>HH:mm, as a time input gives it.</summary>
    public string StartTime { get; set; } = "";

    /// <summary>The chosen offset where the start happens twice, for example <c>-04</c>.</summary>
    public string? StartOffset { get; set; }

    public string EndDate { get; set; } = "";

    public string EndTime { get; set; } = "";

    public string? EndOffset { get; set; }

    public string TimeZone { get; set; } = "";

    public string MeetingLink { get; set; } = "";

    public string Location { get; set; } = "";

    public string ProviderName { get; set; } = "";

    public string ProviderEmail { get; set; } = "";

    /// <summary>The refused item that this form corrects; it leaves the calendar when this one is sent.</summary>
    public string? CorrectsItemId { get; set; }

    /// <summary>Why <see cref="CorrectsItemId"/> was not created.</summary>
    public string? RefusedBecause { get; set; }

    /// <summary>The portal gave it up; the service did not refuse it.</summary>
    public bool WasGivenUp { get; set; }

    /// <summary>An empty form for an hour that starts at a local time.</summary>
    public static EventFormModel At(LocalDateTime start, DateTimeZone zone) => new()
    {
        StartDate = Date(start.Date),
        StartTime = Time(start.TimeOfDay),
        EndDate = Date(start.PlusHours(1).Date),
        EndTime = Time(start.PlusHours(1).TimeOfDay),
        TimeZone = zone.Id,
    };

    /// <summary>An empty form for a chosen time.</summary>
    public static EventFormModel At(Instant from, Instant to, DateTimeZone zone)
    {
        var (start, end) = (from.InZone(zone), to.InZone(zone));
        return new()
        {
            StartDate = Date(start.Date),
            StartTime = Time(start.TimeOfDay),
            StartOffset = Text(start.Offset),
            EndDate = Date(end.Date),
            EndTime = Time(end.TimeOfDay),
            EndOffset = Text(end.Offset),
            TimeZone = zone.Id,
        };
    }

    /// <summary>The form with the content of an earlier request.</summary>
    public static EventFormModel From(NewCaseEvent request, string? caseTitle, DateTimeZone zone)
    {
        var form = At(request.Start, request.End, zone);
        (form.CaseText, form.CaseId, form.Title) = (caseTitle ?? request.CaseId, request.CaseId, request.Title);
        (form.Description, form.TimeZone) = (request.Description ?? "", request.TimeZone);
        (form.MeetingLink, form.Location) = (request.MeetingLink, request.Location);
        (form.ProviderName, form.ProviderEmail) = (request.ProviderName ?? "", request.ProviderEmail ?? "");
        return form;
    }

    /// <summary>A date as a date input wants it.</summary>
    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>A time as a time input wants it.</summary>
    public static string Time(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An offset as <see cref="StartOffset"/> keeps it.</summary>
    public static string Text(Offset offset) => OffsetPattern.GeneralInvariant.Format(offset);
}
