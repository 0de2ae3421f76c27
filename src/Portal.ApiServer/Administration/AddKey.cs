using System.CommandLine;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>key add</c></summary>
internal sealed class AddKey : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Option<string> _api = new("--api") { Description = "Which API the key opens.", Required = true };

    public AddKey()
        : base("add", "Makes a key and prints it, once and alone, on standard output.")
    {
        _api.AcceptOnlyFromAmong(KeyApi.Care360, KeyApi.Sweeppea);
        Add(_organization);
        Add(_api);
    }

    public override IReadOnlyList<string> Examples => ["key add northside --api care360", "key add northside --api sweeppea > token.txt"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var api = call.Arguments.GetRequiredValue(_api);
        var key = ApiKey.Create();
        var isAdded = await call.Database.WriteAsync(
            async write =>
            {
                if (!await OrganizationStore.ExistsAsync(write, organization))
                {
                    return false;
                }

                await OrganizationStore.AddKeyAsync(write, organization, api, ApiKey.Hash(key), call.Clock.GetCurrentInstant());
                return true;
            },
            cancellationToken);
        if (!isAdded)
        {
            throw RefusedException.NoOrganization();
        }

        await call.Output.WriteLineAsync(key);
        await call.Error.WriteLineAsync("Keep this key: it is stored nowhere and cannot be shown again.");
    }
}
