namespace Portal.Benchmarks.Load;

/// <summary>What one run of the load generator measured.</summary>
internal sealed record LoadResult(double RequestsPerSecond, TimeSpan P50, TimeSpan P99, TimeSpan Longest);
