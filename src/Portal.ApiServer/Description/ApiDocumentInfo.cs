using Microsoft.OpenApi;

namespace Portal.ApiServer.Description;

/// <summary>What the document says of the API as a whole.</summary>
internal static class ApiDocumentInfo
{
    public const string CaseTag = "Cases";
    public const string CalendarTag = "Appointments";
    public const string MarketingTag = "Marketing calendar";
    public const string ServerTag = "Server";

    private const string Text =
        """
        A server compatible with the calendar and case API of Care360 and with the calendar API of Sweeppea.

        - Care360 takes the organisation's key in the header `cv-api-key`, Sweeppea a bearer token.
        - What the vendors do not document is marked: *ours* is an extension or a choice of this server, *inferred* a shape guessed from other evidence.
        - Unknown paths are 404, other methods 405: below `/calendar` and `/sweepstakes` in Sweeppea's envelope, elsewhere in Care360's.
        - Times are ISO 8601; answers are in UTC.
        """;

    private const string DemoText =
        """


        Keys of the demo data: `demo-care360-northside` and, as bearer token, `demo-sweeppea-northside`. A case of it: `a1b2c3d4-e5f6-7890-abcd-ef1234567890`.
        """;

    public static HashSet<OpenApiTag> Tags =>
    [
        new OpenApiTag { Name = CaseTag, Description = "Care360: events and comments of a case, and what is known of cases and users." },
        new OpenApiTag { Name = CalendarTag, Description = "Care360: appointments and free slots." },
        new OpenApiTag { Name = MarketingTag, Description = "Sweeppea: the events of a marketing account." },
        new OpenApiTag { Name = ServerTag, Description = "This server's own [ours]." },
    ];

    public static OpenApiInfo Create(IHostEnvironment environment) => new()
    {
        Title = "Portal API",
        Version = "1",
        Description = environment.IsDevelopment() ? Text + DemoText : Text,
    };
}
