namespace Portal.ApiServer.Webhooks;

/// <summary>Why a try failed: what is stored and logged, instead of addresses and texts.</summary>
internal static class WebhookProblems
{
    public const string AddressNotPublic = "address_not_public";
    public const string ConnectionFailed = "connection_failed";
    public const string NameNotResolved = "name_not_resolved";
    public const string TlsFailed = "tls_failed";
    public const string TimedOut = "timed_out";
    public const string Redirected = "redirected";
    public const string NoAnswer = "no_answer";
    public const string UrlNotAllowed = "url_not_allowed";
    public const string SubjectGone = "subject_gone";

    /// <summary>An answer other than 2xx and redirects.</summary>
    public static string Status(int status) => $"status_{status}";
}
