using FluentValidation;
using NodaTime;
using NodaTime.Text;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar;

/// <summary>One end of the event, read from its date and time boxes.</summary>
/// <param name="Local">The wall-clock time, or null while it cannot be read.</param>
/// <param name="Resolution">What it means in the form's zone, or null while that cannot be told.</param>
/// <param name="Instant">The moment, or null while it is missing, in a gap, or undecided in an overlap.</param>
public sealed record ReadTime(LocalDateTime? Local, LocalTimeResolution? Resolution, Instant? Instant);

/// <summary>A form as read: the event if it can be sent, and what is wrong by field if not.</summary>
/// <param name="Event">Null while anything is wrong.</param>
/// <param name="Errors">Message by name of the <see cref="EventFormModel"/> property; empty when the event can be sent.</param>
/// <param name="Zone">The form's zone, or null while unknown.</param>
/// <param name="Start">The start as read.</param>
/// <param name="End">The end as read.</param>
public sealed record ReadForm(NewCaseEvent? Event, IReadOnlyDictionary<string, string> Errors, DateTimeZone? Zone, ReadTime Start, ReadTime End);

/// <summary>Reads the form: times by the rules of local time, everything else by the validator that the server uses too.</summary>
public sealed class EventFormReader(TimeZoneCatalog catalog, IValidator<NewCaseEvent> validator)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    /// <summary>Reads a form; never throws, whatever was typed.</summary>
    public ReadForm Read(EventFormModel form)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var zoneId = catalog.Recognise(form.TimeZone) ?? form.TimeZone.Trim();
        var zone = catalog.Find(zoneId);
        var start = ReadEnd("Start", form.StartDate, form.StartTime, form.StartOffset, zone, errors);
        var end = ReadEnd("End", form.EndDate, form.EndTime, form.EndOffset, zone, errors);

        // Where a time is missing its own message says so; the validator then gets two that are in order.
        var (from, to) = start.Instant is { } s && end.Instant is { } e ? (s, e) : (NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + Duration.FromHours(1));
        var request = new NewCaseEvent(
            form.CaseId.Trim(), form.Title.Trim(), NullIfBlank(form.Description), from, to, zoneId,
            form.MeetingLink.Trim(), form.Location, NullIfBlank(form.ProviderName), NullIfBlank(form.ProviderEmail));
        foreach (var failure in validator.Validate(request).Errors)
        {
            errors.TryAdd(FieldOf(failure.PropertyName), failure.ErrorMessage);
        }

        return new ReadForm(errors.Count == 0 ? request : null, errors, zone, start, end);
    }

    private static ReadTime ReadEnd(string name, string date, string time, string? offset, DateTimeZone? zone, Dictionary<string, string> errors)
    {
        var day = LocalDatePattern.Iso.Parse(date);
        var clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time.Length > 5 ? time[..5] : time);
        if (!day.Success)
        {
            errors[$"{name}Date"] = date.Length == 0 ? $"{name} date is required." : $"{name} date must be a date, for example 2026-03-09.";
        }
        else if (day.Value.Year is < FirstYear or > LastYear)
        {
            errors[$"{name}Date"] = $"{name} date must be between the years {FirstYear} and {LastYear}.";
        }

        if (!clock.Success)
        {
            errors[$"{name}Time"] = time.Length == 0 ? $"{name} time is required." : $"{name} time must be a time, for example 14:30.";
        }

        if (errors.ContainsKey($"{name}Date") || !clock.Success)
        {
            return new ReadTime(null, null, null);
        }

        var local = day.Value + clock.Value;
        if (zone is null)
        {
            return new ReadTime(local, null, null);
        }

        var resolution = LocalTimeRules.Resolve(local, zone);
        var chosen = offset is not null && OffsetPattern.GeneralInvariant.Parse(offset) is { Success: true } parsed ? parsed.Value : (Offset?)null;
        var instant = LocalTimeRules.Resolve(local, zone, chosen);
        if (resolution is LocalTimeResolution.Never never)
        {
            errors[$"{name}Time"] =
                $"{name} time does not exist: on {TimeText.Date(local.Date)} the clocks in {zone.Id} skip it. "
                + $"The nearest times are {Describe(never.LastBefore, local)} and {Describe(never.FirstAfter, local)}.";
        }
        else if (resolution is LocalTimeResolution.Twice && instant is null)
        {
            errors[$"{name}Offset"] = $"{name} time happens twice on this day: choose which one.";
        }

        return new ReadTime(local, resolution, instant);
    }

    private static string Describe(LocalDateTime time, LocalDateTime wanted) =>
        time.Date == wanted.Date ? TimeText.Time(time.TimeOfDay) : $"{TimeText.Date(time.Date)}, {TimeText.Time(time.TimeOfDay)}";

    private static string FieldOf(string property) => property switch
    {
        nameof(NewCaseEvent.Start) => nameof(EventFormModel.StartTime),
        nameof(NewCaseEvent.End) => nameof(EventFormModel.EndTime),
        _ => property,
    };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
