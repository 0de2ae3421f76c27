using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Sweeppea;
using Portal.ApiServer.Sweeppea;

namespace Portal.ApiServer.DemoData;

/// <summary>The demo's sweepstakes and marketing events: a campaign around the start's month, the same for every start in it.</summary>
internal static class DemoMarketing
{
    private static readonly (string Title, string Place, int Day, string Start, string End, string Color, bool IsAllDay)[] Events =
    [
        ("Campaign kick-off", "Board room", 2, "09:30", "10:30", "#6CD9FF", false),
        ("Radio interview", "Studio 4", 6, "14:00", "14:45", "#FFB454", false),
        ("Health fair", "Town hall", 11, "00:00", "23:59", "#8FD14F", true),
        ("Newsletter deadline", "", 17, "12:00", "12:30", "#FF5733", false),
        ("Sweepstakes draw", "Reception", 24, "16:00", "16:30", "#C792EA", false),
        ("Open evening", "Main building", 26, "18:00", "20:30", "#6CD9FF", false),
    ];

    public static IReadOnlyList<Portal.ApiContract.Sweeppea.Sweepstakes> Sweepstakes(DemoOrganization organization, Instant now)
    {
        var month = MonthOf(now);
        return
        [
            Create(organization, "Step challenge", month.PlusMonths(-1), month.PlusMonths(1)),
            Create(organization, "Healthy recipes", month, month.PlusMonths(2)),
        ];
    }

    /// <summary>The events of a month, named by its first day, by start.</summary>
    public static IEnumerable<MarketingEventRow> Plan(DemoOrganization organization, LocalDate month, Instant now) =>
        Events.Select(planned => Create(organization, month, planned, now));

    private static LocalDate MonthOf(Instant now) => now.InUtc().Date.With(DateAdjusters.StartOfMonth);

    private static Portal.ApiContract.Sweeppea.Sweepstakes Create(DemoOrganization organization, string name, LocalDate start, LocalDate end) => new()
    {
        SweepstakesToken = DemoCalendar.IdOf($"{organization.Id}/sweepstakes/{name}"),
        SweepstakesName = $"{organization.Name}: {name}",
        SweepstakesType = 2,
        Handler = organization.Id,
        Settings = new SweepstakesSettings
        {
            StartDate = LocalDatePattern.Iso.Format(start),
            StartTime = "08:00",
            ExpirationDate = LocalDatePattern.Iso.Format(end),
            EndTime = "20:00",
        },
    };

    private static MarketingEventRow Create(
        DemoOrganization organization, LocalDate month, (string Title, string Place, int Day, string Start, string End, string Color, bool IsAllDay) planned, Instant now)
    {
        var day = LocalDatePattern.Iso.Format(month.PlusDays(planned.Day - 1));
        var token = DemoCalendar.IdOf($"{organization.Id}/marketing/{day}/{planned.Title}");
        return MarketingEventRules.Create(
            organization.Id,
            new NewMarketingEvent
            {
                EventTitle = planned.Title,
                EventDescription = $"{organization.Name}, marketing",
                EventLocation = planned.Place.Length == 0 ? null : planned.Place,
                EventStartDate = day,
                EventEndDate = day,
                EventStartTime = planned.Start,
                EventEndTime = planned.End,
                EventColor = planned.Color,
                EventAllDay = planned.IsAllDay,
            },
            now) with
        { Token = token };
    }
}
