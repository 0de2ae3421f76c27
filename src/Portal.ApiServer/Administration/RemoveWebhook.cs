using System.CommandLine;

namespace Portal.ApiServer.Administration;

/// <summary><c>webhook remove</c></summary>
internal sealed class RemoveWebhook : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();

    public RemoveWebhook()
        : base("remove", "Removes the webhook of an organisation and drops what waits for delivery.") => Add(_organization);

    public override IReadOnlyList<string> Examples => ["webhook remove northside"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        if (!await SetWebhook.Webhooks(call).RemoveAsync(organization, cancellationToken))
        {
            throw new RefusedException("organization: has no webhook.");
        }

        await call.Output.WriteLineAsync($"Removed the webhook of {organization}.");
    }
}
