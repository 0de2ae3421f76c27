using System.CommandLine;
using NodaTime.Text;

namespace Portal.ApiServer.Administration;

/// <summary><c>webhook show</c></summary>
internal sealed class ShowWebhook : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();

    public ShowWebhook()
        : base("show", "Shows the webhook of an organisation, never its secret.") => Add(_organization);

    public override IReadOnlyList<string> Examples => ["webhook show northside"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var webhook = await SetWebhook.Webhooks(call).ShowAsync(ReadOrganization(call, _organization), cancellationToken)
            ?? throw new RefusedException("organization: has no webhook; 'webhook set' sets one.");
        await TextTable.WriteAsync(
            call.Output,
            ["url", "signed", "created", "changed"],
            [[webhook.Url, webhook.HasSecret ? "yes" : "no", InstantPattern.General.Format(webhook.CreatedAt), InstantPattern.General.Format(webhook.UpdatedAt)]]);
    }
}
