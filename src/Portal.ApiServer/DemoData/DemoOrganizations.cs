namespace Portal.ApiServer.DemoData;

/// <summary>Who exists in the demo. Every name and address is invented; <c>.example</c> is reserved for that.</summary>
internal static class DemoOrganizations
{
    public static DemoOrganization Northside { get; } = new(
        "northside",
        "Northside Clinic",
        "America/New_York",
        "demo-care360-northside",
        "demo-sweeppea-northside",
        [
            new DemoPerson("maya.okafor@northside.example", "Dr. Maya Okafor"),
            new DemoPerson("daniel.reyes@northside.example", "Dr. Daniel Reyes"),
            new DemoPerson("ingrid.sol@northside.example", "Ingrid Sol, PT"),
        ],
        [
            new DemoCase(
                "a1b2c3d4-e5f6-7890-abcd-ef1234567890", "NS-1042", "Knee follow-up – R. Alvarez", "IN_PROGRESS",
                new DemoPerson("r.alvarez@patients.example", "Rosa Alvarez")),
            new DemoCase(
                "c7d8e9f0-1a2b-4c3d-8e4f-5a6b7c8d9e0f", "NS-1057", "Shoulder rehabilitation – T. Whitfield", "IN_PROGRESS",
                new DemoPerson("t.whitfield@patients.example", "Theo Whitfield")),
            new DemoCase(
                "d4e5f6a7-b8c9-4d0e-9f1a-2b3c4d5e6f70", "NS-1063", "Hip replacement planning – J. Nakamura", "OPEN",
                new DemoPerson("j.nakamura@patients.example", "Jun Nakamura")),
        ],
        [
            new DemoMeeting("Care plan review", "Progress since the last visit, pain diary, next exercises."),
            new DemoMeeting("Imaging results", "Go through the new images and decide on the next step."),
            new DemoMeeting("Pre-operative assessment", "Medication, allergies, questions about the day of surgery."),
            new DemoMeeting("Physiotherapy check-in", "Range of motion, home programme, goals for the coming weeks."),
            new DemoMeeting("Care team huddle", "Who does what until the next visit."),
            new DemoMeeting("Discharge planning", "Support at home, equipment, first follow-up date."),
        ]);

    public static DemoOrganization Lakeview { get; } = new(
        "lakeview",
        "Lakeview Health",
        "Europe/London",
        "demo-care360-lakeview",
        "demo-sweeppea-lakeview",
        [
            new DemoPerson("harriet.bell@lakeview.example", "Dr. Harriet Bell"),
            new DemoPerson("owen.pryce@lakeview.example", "Owen Pryce, RN"),
        ],
        [
            new DemoCase(
                "b2c3d4e5-f6a7-4890-9bcd-ef1234567891", "LV-0311", "Eczema treatment plan – S. Doyle", "IN_PROGRESS",
                new DemoPerson("s.doyle@patients.example", "Sinead Doyle")),
        ],
        [
            new DemoMeeting("Treatment review", "Response to the new cream, side effects, next dose."),
            new DemoMeeting("Patch test reading", "Read the panels and write down the reactions."),
            new DemoMeeting("Nurse call", "Questions about bathing, dressing and sleep."),
        ]);

    public static IReadOnlyList<DemoOrganization> All { get; } = [Northside, Lakeview];
}
