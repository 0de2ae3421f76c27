namespace Portal.Benchmarks.Load;

/// <summary>A run failed; the message says what happened, and there are no figures.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
