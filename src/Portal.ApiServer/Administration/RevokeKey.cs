using System.CommandLine;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>key revoke</c></summary>
internal sealed class RevokeKey : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Argument<string> _id = new("id") { Description = "The key's id as 'key list' shows it, or the start of it that no other key of the organisation has." };

    public RevokeKey()
        : base("revoke", $"Revokes a key, for good. Servers that run refuse it within {ApiKeyDirectory.Lifetime.TotalSeconds} seconds.")
    {
        Add(_organization);
        Add(_id);
    }

    public override IReadOnlyList<string> Examples => ["key revoke northside 3f9ac02b71de"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var id = call.Arguments.GetRequiredValue(_id).ToLowerInvariant();
        var keys = await new OrganizationStore(call.Database).ListKeysAsync(organization, cancellationToken) ?? throw RefusedException.NoOrganization();
        var found = keys.Where(key => id.Length > 0 && key.KeyHash.StartsWith(id, StringComparison.Ordinal)).ToList();
        switch (found)
        {
            case []:
                throw new RefusedException("id: the organisation has no such key; 'key list' shows them.");
            case [{ RevokedAt: not null }]:
                throw new RefusedException("id: the key is revoked already.");
            case [var key]:
                await RevokeAsync(call, organization, key.KeyHash, cancellationToken);
                break;
            default:
                throw new RefusedException("id: more than one key of the organisation starts with this; give more digits.");
        }
    }

    private static async Task RevokeAsync(AdministrationCall call, string organization, string keyHash, CancellationToken cancellationToken)
    {
        var isRevoked = await call.Database.WriteAsync(
            write => OrganizationStore.RevokeKeyAsync(write, organization, keyHash, call.Clock.GetCurrentInstant()), cancellationToken);
        if (!isRevoked)
        {
            throw new RefusedException("id: the key is revoked already.");
        }

        await call.Output.WriteLineAsync($"Revoked the key {keyHash[..ListKeys.IdLength]}.");
    }
}
