using System.CommandLine;
using System.Text;
using Portal.ApiServer.Organizations;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.Administration;

/// <summary><c>webhook set</c></summary>
internal sealed class SetWebhook : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Option<string> _url = new("--url") { Description = "Absolute https address without user name; http too in Development.", Required = true };
    private readonly Option<string?> _secretFile = new("--secret-file") { Description = "File with the secret: 16 to 512 visible ASCII characters in one line; - reads standard input." };
    private readonly Option<bool> _generateSecret = new("--generate-secret") { Description = "Makes a secret and prints it, once and alone, on standard output." };

    public SetWebhook()
        : base("set", "Sets the webhook of an organisation in place of the one there was; its secret too.")
    {
        Add(_organization);
        Add(_url);
        Add(_secretFile);
        Add(_generateSecret);
        Validators.Add(result =>
        {
            if (result.GetValue(_generateSecret) && result.GetValue(_secretFile) is not null)
            {
                result.AddError("Options '--secret-file' and '--generate-secret' exclude each other.");
            }
        });
    }

    public override IReadOnlyList<string> Examples =>
    [
        "webhook set northside --url https://portal.example/webhooks/care360/northside --generate-secret > secret.txt",
        "webhook set northside --url https://portal.example/webhooks/care360/northside --secret-file secret.txt",
    ];

    public override string Notes => "Calls are signed with the secret; without one they are not signed.";

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var isNew = call.Arguments.GetValue(_generateSecret);
        var secret = isNew ? ApiKey.Create() : await ReadSecretAsync(call, cancellationToken);
        var errors = await Webhooks(call).SetAsync(ReadOrganization(call, _organization), call.Arguments.GetRequiredValue(_url), secret, cancellationToken);
        if (errors.Count > 0)
        {
            throw new RefusedException([.. errors.Select(error => $"{NameOf(error.Field)}: {error.Text}")]);
        }

        if (isNew)
        {
            await call.Output.WriteLineAsync(secret);
            await call.Error.WriteLineAsync("Keep this secret: it cannot be shown again.");
        }
        else
        {
            await call.Output.WriteLineAsync(secret is null ? "Set the webhook; its calls are not signed." : "Set the webhook; its calls are signed.");
        }
    }

    /// <summary>What does it; it makes no calls, so that nothing but the kind of environment matters.</summary>
    internal static WebhookAdministration Webhooks(AdministrationCall call) =>
        new(call.Database, new WebhookSettings { AllowsLocal = call.IsDevelopment }, call.Clock);

    private async Task<string?> ReadSecretAsync(AdministrationCall call, CancellationToken cancellationToken) =>
        call.Arguments.GetValue(_secretFile) is { } path
            ? Encoding.UTF8.GetString((await InputFile.ReadAsync(path, call.Input, cancellationToken)).Span).TrimEnd('\r', '\n')
            : null;

    private static string NameOf(string field) => field switch
    {
        "url" => "--url",
        "secret" => "--secret-file",
        _ => field,
    };
}
