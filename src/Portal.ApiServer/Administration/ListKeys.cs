using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>key list</c></summary>
internal sealed class ListKeys : AdministrationCommand
{
    /// <summary>So many hexadecimal digits of a key's hash are its id: enough to tell an organisation's keys apart, of no use to find the key.</summary>
    public const int IdLength = 12;

    private readonly Argument<string> _organization = OrganizationArgument();

    public ListKeys()
        : base("list", "Lists the keys of an organisation, oldest first: the id to revoke by, never the key itself.") => Add(_organization);

    public override IReadOnlyList<string> Examples => ["key list northside"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var keys = await new OrganizationStore(call.Database).ListKeysAsync(organization, cancellationToken) ?? throw RefusedException.NoOrganization();
        if (keys.Count == 0)
        {
            await call.Output.WriteLineAsync("There are no keys. 'key add' adds one.");
            return;
        }

        await TextTable.WriteAsync(
            call.Output,
            ["id", "api", "created", "revoked"],
            keys.Select(key => new[] { key.KeyHash[..IdLength], key.Api, Format(key.CreatedAt), key.RevokedAt is { } revoked ? Format(revoked) : "-" }));
    }

    private static string Format(Instant instant) => InstantPattern.General.Format(instant);
}
