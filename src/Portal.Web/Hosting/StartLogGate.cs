namespace Portal.Web.Hosting;

/// <summary>
/// Keeps the framework's host from logging a start failure with its stack trace: the operator gets our one line instead.
/// Once the portal has started, everything it logs is shown.
/// </summary>
public sealed class StartLogGate
{
    private const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool _isOpen;

    /// <summary>Puts the gate before the portal's host and the embedded server's.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        logging.AddFilter(Category, Passes);
        logging.AddFilter($"{ForwardingLoggerProvider.Root}.{Category}", Passes);
    }

    public void Open() => _isOpen = true;

    private bool Passes(LogLevel level) => _isOpen && level >= LogLevel.Warning;
}
