namespace Portal.ApiServer.Configuration;

/// <summary>A configuration value is missing or wrong. The message is one line that names the key and never the value.</summary>
public sealed class ApiServerConfigurationException(string message) : Exception(message);
