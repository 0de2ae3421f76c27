namespace Portal.ApiClient.Http;

/// <summary>A part of a body cannot be had. The message goes to staff: it holds no name and no content.</summary>
internal sealed class RequestBodyException(string message, Exception? inner = null) : IOException(message, inner);
