namespace Portal.ApiClient;

/// <summary>Where one organisation's upstream is and the key for it. A class, not a record: its text form must never show the key.</summary>
public sealed class ApiCredentials(Uri baseAddress, string key)
{
    public Uri BaseAddress { get; } = baseAddress;

    internal string Key { get; } = key;
}

/// <summary>Gives the typed clients the caller's organisation's credentials; implemented over server-side configuration.</summary>
public interface IApiCredentialsSource
{
    /// <summary>The Care360 upstream of an organisation.</summary>
    /// <exception cref="KeyNotFoundException">No such organisation.</exception>
    ApiCredentials Care360(string organizationId);

    /// <summary>The Sweeppea upstream of an organisation.</summary>
    /// <exception cref="KeyNotFoundException">No such organisation.</exception>
    ApiCredentials Sweeppea(string organizationId);
}
