using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Portal.Application.Organizations;

/// <summary>
/// Where the embedded server listens. It is known for certain only once the server is bound (port 0 means any free port),
/// so a change makes the organisations be read again.
/// </summary>
public sealed class EmbeddedAddress(Uri configured) : IOptionsChangeTokenSource<OrganizationsOptions>
{
    private Uri _current = configured;
    private ConfigurationReloadToken _changed = new();

    public string? Name => Options.DefaultName;

    public Uri Current => Volatile.Read(ref _current);

    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);

    /// <summary>Tells where the server is bound now.</summary>
    public void BoundTo(Uri address)
    {
        if (Interlocked.Exchange(ref _current, address) != address)
        {
            Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
        }
    }
}
