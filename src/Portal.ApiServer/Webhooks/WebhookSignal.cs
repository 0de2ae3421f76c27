namespace Portal.ApiServer.Webhooks;

/// <summary>Tells the delivery of this process that there may be something to deliver. Other processes find it at their next look.</summary>
internal sealed class WebhookSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Ends the present or the next wait. Call it after the commit.</summary>
    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is already waiting to be seen; one is enough.
        }
    }

    /// <summary>Returns after a wake-up, after <paramref name="longest"/>, or when cancelled; it does not throw.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.WaitAsync(longest, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop itself looks at the token.
        }
    }

    public void Dispose() => _signal.Dispose();
}
