namespace Portal.Web.Hosting;

/// <summary>The portal cannot start because of one configuration key. The text never holds the key's value.</summary>
public sealed class PortalStartException : Exception
{
    /// <param name="key">The full configuration key, with colons.</param>
    /// <param name="advice">What to do, as one sentence.</param>
    public PortalStartException(string key, string advice)
        : base($"{key}: {advice}")
    {
    }

    /// <param name="key">The full configuration key, with colons.</param>
    /// <param name="advice">What to do, as one sentence.</param>
    /// <param name="inner">What was observed.</param>
    public PortalStartException(string key, string advice, Exception inner)
        : base($"{key}: {advice}", inner)
    {
    }
}
