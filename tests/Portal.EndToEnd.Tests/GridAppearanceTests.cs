using Microsoft.Playwright;
using NodaTime;
using Portal.Application.Calendar;
using Portal.EndToEnd.Tests.Hosting;
using Portal.Web.Calendar;

namespace Portal.EndToEnd.Tests;

/// <summary>Each view in both themes, with nothing in it and with more than fits, of every source in every state: no accessibility violation.</summary>
public sealed class GridAppearanceTests(SharedPortal portal, Browser browser) : IClassFixture<SharedPortal>
{
    private static readonly LocalDate Monday = new(2026, 11, 16);

    /// <summary>A week with each state at each length and as a bar, of the sources in turn; Thursday afternoon has twelve at once.</summary>
    private static readonly IReadOnlyList<CalendarEntry> Crowd =
    [
        .. Enum.GetValues<ItemState>().SelectMany((state, i) => new[] { At(i % 7, i, 0.5, state), At(i % 7, i + 0.25, 0.75, state), At((i + 3) % 7, i, 1.5, state) }),
        .. Enum.GetValues<ItemState>().Select((state, i) => At(i % 5, 0, 30, state)),
        .. Enumerable.Range(0, 12).Select(i => At(3, 6 + (i * 0.1), 2, ItemState.Confirmed)),
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryView_EmptyAndCrowded_HasNoViolation(ColorScheme theme)
    {
        await using var visitor = await browser.VisitAsync(portal.Server, theme: theme);
        foreach (var (name, entries) in new[] { ("empty", (IReadOnlyList<CalendarEntry>)[]), ("crowded", Crowd) })
        {
            await CheckAsync("day", await DrawnGrid.DaysAsync(CalendarViewKind.Day, Monday.PlusDays(3), entries));
            await CheckAsync("workweek", await DrawnGrid.DaysAsync(CalendarViewKind.WorkWeek, Monday, entries));
            await CheckAsync("week", await DrawnGrid.DaysAsync(CalendarViewKind.Week, Monday, entries));
            await CheckAsync("month", await DrawnGrid.MonthAsync(Monday, entries));
            await CheckAsync("agenda", await DrawnGrid.AgendaAsync(Monday, entries));

            async Task CheckAsync(string view, string markup)
            {
                await DrawnGrid.ShowAsync(visitor.Page, markup);
                await visitor.CheckAppearanceAsync($"grid-{view}-{name}-{theme.ToString().ToLowerInvariant()}");
            }
        }

        visitor.Errors.ShouldBeEmpty();
    }

    /// <param name="day">Days after Monday.</param>
    /// <param name="hours">After eight in the morning in New York.</param>
    /// <param name="length">In hours.</param>
    /// <param name="state">Its own.</param>
    private static CalendarEntry At(int day, double hours, double length, ItemState state)
    {
        var start = Instant.FromUtc(2026, 11, 16, 13, 0) + Duration.FromDays(day) + Duration.FromHours(hours);
        return DrawnGrid.Entry($"Visit {day} {hours:0.0} {length} {state}", start, start + Duration.FromHours(length)) with
        {
            Source = (CalendarSource)(((int)(hours * 10) + day) % 3),
            State = state,
            IsRedacted = length > 1 && day == 6,
        };
    }
}
