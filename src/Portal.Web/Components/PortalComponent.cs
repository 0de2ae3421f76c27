using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>Base of components that do I/O: it owns the token that ends with the component.</summary>
public abstract class PortalComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when the component goes away.</summary>
    protected CancellationToken Stopping => _stopping.Token;

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
