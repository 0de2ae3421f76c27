using NodaTime;
using NodaTime.Text;
using Portal.ApiContract.Care360.Comments;
using Portal.ApiServer.Comments;

namespace Portal.ApiServer.DemoData;

/// <summary>What the demo's care teams wrote on their cases in the days before the first start.</summary>
internal static class DemoComments
{
    /// <summary>How old a demo case is; older than each of its comments.</summary>
    public static Duration AgeOfCases { get; } = Duration.FromDays(21);

    private static readonly Note[] Notes =
    [
        new("NS-1042", Author: 0, DaysAgo: 13, new LocalTime(9, 42),
            "Knee flexion is at 105° today, up from 90° two weeks ago. Mild swelling after longer walks, no warmth. Exercises continue as agreed; ice after activity."),
        new("NS-1042", Author: 2, DaysAgo: 9, new LocalTime(15, 5),
            "Home programme gone through again. Step-downs are now pain-free, so single-leg balance is added: three times 30 seconds, twice a day.\n"
            + "Next goal: stairs without the rail."),
        new("NS-1042", Author: 1, DaysAgo: 2, new LocalTime(11, 20),
            "Images of Monday are in. Could you go through them before the care plan review?") { Tagged = [0] },
        new("NS-1042", Author: 0, DaysAgo: 1, new LocalTime(8, 12),
            "Transport to the clinic is paid by a relative. Please do not bring it up in front of others.") { IsRestricted = true },
        new("NS-1057", Author: 2, DaysAgo: 11, new LocalTime(10, 30),
            "First visit after the sling came off. Passive elevation 120°, external rotation 25°. Sleeps on the other side without waking up."),
        new("NS-1057", Author: 0, DaysAgo: 4, new LocalTime(16, 48),
            "Agreed with the physiotherapy plan. No lifting above shoulder height until the check in three weeks.") { Tagged = [2] },
        new("NS-1063", Author: 1, DaysAgo: 6, new LocalTime(14, 15),
            "Pre-operative questions answered by phone. Takes a blood thinner in the evening; the anaesthetist should see the medication list first."),
        new("NS-1063", Author: 0, DaysAgo: 3, new LocalTime(9, 3),
            "Medication list sent on, answer expected by Friday. The date of surgery stays open until then.") { Tagged = [1, 2] },
        new("LV-0311", Author: 1, DaysAgo: 10, new LocalTime(9, 15),
            "Week one with the new cream: itching at night down from 7 to 4 of 10, no burning. Still scratches in the morning."),
        new("LV-0311", Author: 0, DaysAgo: 5, new LocalTime(17, 30),
            "Good response on both arms. Reduce to once a day from Monday and keep the emollient at least twice a day."),
        new("LV-0311", Author: 1, DaysAgo: 1, new LocalTime(12, 40),
            "Asked for a call about bathing and dressing; the slot tomorrow afternoon suits them.") { Tagged = [0] },
    ];

    /// <summary>The comments of the organisation's cases, by case, then time; their ids do not depend on the moment. No webhook tells of them.</summary>
    public static IEnumerable<NewComment> Plan(DemoOrganization organization, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[organization.TimeZone];
        var today = now.InZone(zone).Date;
        return
            from demoCase in organization.Cases
            from note in Notes
            where string.Equals(note.ShortId, demoCase.ShortId, StringComparison.Ordinal)
            select new NewComment(
                organization.Id,
                demoCase.Id,
                DemoCalendar.IdOf($"{organization.Id}/comment/{demoCase.ShortId}/{note.DaysAgo}/{LocalTimePattern.ExtendedIso.Format(note.Time)}"),
                new CaseCommunication
                {
                    Text = note.Text,
                    IsRestricted = note.IsRestricted,
                    Author = new CommentAuthor { Email = organization.Providers[note.Author].Email },
                    WebhookNotify = false,
                    TaggedUsers = [.. note.Tagged.Select(index => new TaggedUser(organization.Providers[index].Email))],
                },
                Attachments: [],
                today.PlusDays(-note.DaysAgo).At(note.Time).InZoneLeniently(zone).ToInstant());
    }

    /// <summary>A comment; author and tagged people are numbers of the organisation's providers.</summary>
    private sealed record Note(string ShortId, int Author, int DaysAgo, LocalTime Time, string Text)
    {
        public bool IsRestricted { get; init; }

        public IReadOnlyList<int> Tagged { get; init; } = [];
    }
}
