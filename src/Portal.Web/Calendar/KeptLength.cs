using NodaTime;

namespace Portal.Web.Calendar;

/// <summary>
/// Takes the end along when a form's start moves, so that the event keeps its length. The length is that of the last time both ends could be
/// read: while a date is typed, the box holds years such as 0002 for a moment.
/// </summary>
internal sealed class KeptLength(EventFormReader reader)
{
    private Period? _length;

    /// <summary>To be told of each reading of the form.</summary>
    public void Remember(ReadForm read)
    {
        if (read is { Start.Local: { } start, End.Local: { } end } && end > start)
        {
            _length = end - start;
        }
    }

    /// <summary>After the start was changed.</summary>
    public void MoveEnd(EventFormModel form)
    {
        if (_length is not null && reader.Read(form).Start.Local is { } start)
        {
            form.EndDate = EventFormModel.Date((start + _length).Date);
            form.EndTime = EventFormModel.Time((start + _length).TimeOfDay);
        }
    }
}
