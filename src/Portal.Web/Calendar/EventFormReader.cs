using FluentValidation;
using NodaTime;
using Portal.Application.Calendar;
using Portal.Application.Time;

namespace Portal.Web.Calendar;

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
    /// <summary>Reads a form; never throws, whatever was typed.</summary>
    public ReadForm Read(EventFormModel form)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var zoneId = catalog.Recognise(form.TimeZone) ?? form.TimeZone.Trim();
        var zone = catalog.Find(zoneId);
        var start = LocalTimeReader.Read("Start", form.StartDate, form.StartTime, form.StartOffset, zone, errors);
        var end = LocalTimeReader.Read("End", form.EndDate, form.EndTime, form.EndOffset, zone, errors);

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

    private static string FieldOf(string property) => property switch
    {
        nameof(NewCaseEvent.Start) => nameof(EventFormModel.StartTime),
        nameof(NewCaseEvent.End) => nameof(EventFormModel.EndTime),
        _ => property,
    };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
