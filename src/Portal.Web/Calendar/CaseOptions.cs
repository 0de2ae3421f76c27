using Portal.Application;
using Portal.Application.Calendar;
using Portal.Web.Components;

namespace Portal.Web.Calendar;

/// <summary>Cases as options of a <see cref="Combobox"/>.</summary>
internal static class CaseOptions
{
    private const int Shown = 20;

    public static async Task<IReadOnlyList<ComboboxOption>> SearchAsync(CalendarService calendar, Caller caller, string text, CancellationToken cancellationToken)
    {
        var cases = await calendar.SearchCasesAsync(caller, text, Shown, cancellationToken);
        return [.. cases.Select(found => new ComboboxOption(found.Id, found.Title ?? found.ShortId ?? found.Id, found.ShortId ?? found.Id))];
    }
}
