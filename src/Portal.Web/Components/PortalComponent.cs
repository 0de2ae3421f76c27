using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>Base of components that do I/O: it owns the token that ends with the component.</summary>
public abstract class PortalComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    protected PortalComponent() => Stopping = _stopping.Token;

    /// <summary>Cancelled when the component goes away. It can still be asked then, by what was under way.</summary>
    protected CancellationToken Stopping { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            _stopping.Dispose();
        }
    }
}
