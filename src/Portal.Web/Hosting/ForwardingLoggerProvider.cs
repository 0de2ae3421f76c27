namespace Portal.Web.Hosting;

/// <summary>Lets the embedded server log through the portal's own logging, each category under its own name.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory portal) : ILoggerProvider
{
    public const string Root = "Portal.ApiServer";

    public ILogger CreateLogger(string categoryName) =>
        portal.CreateLogger(categoryName.StartsWith(Root, StringComparison.Ordinal) ? categoryName : $"{Root}.{categoryName}");

    public void Dispose()
    {
        // The portal's logging outlives the embedded server.
    }
}
