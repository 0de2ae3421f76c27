using NodaTime;
using Portal.Application.Time;

namespace Portal.Web.Components;

/// <summary>Time zones as options of a <see cref="Combobox"/>.</summary>
internal static class ZoneOptions
{
    private const int Shown = 50;

    public static IReadOnlyList<ComboboxOption> Search(TimeZoneCatalog catalog, IClock clock, string text)
    {
        var now = clock.GetCurrentInstant();
        return [.. catalog.Search(text, now, Shown).Select(choice => new ComboboxOption(
            choice.Id,
            choice.Id.Replace('_', ' '),
            catalog.Find(choice.Id) is { } zone ? $"{choice.Region} · {TimeText.ZoneAt(now, zone)}" : choice.Region))];
    }
}
