using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>Base of components that do I/O: it owns the token that ends with the component, and does what no event of the component asked for.</summary>
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

    /// <summary>
    /// Does what a timer, a change or the address asked for, and shows the result; an error of it is the page's. Nothing is done once the component
    /// is gone.
    /// </summary>
    protected void Run(Func<Task> work) => _ = InvokeAsync(async () =>
    {
        try
        {
            if (!Stopping.IsCancellationRequested)
            {
                await work();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The component is gone.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    });

    /// <summary>Work that can be asked for from any thread; asked for many times before it begins, it runs once.</summary>
    protected Action Coalesced(Func<Task> work)
    {
        var isQueued = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref isQueued, 1) == 0)
            {
                Run(() =>
                {
                    Interlocked.Exchange(ref isQueued, 0);
                    return work();
                });
            }
        };
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
