namespace Portal.Benchmarks.Grid;

/// <summary>Counters of the server process since its start, and its memory.</summary>
/// <param name="CpuMilliseconds">User and kernel time of all threads.</param>
/// <param name="AllocatedBytes">Managed, in all.</param>
/// <param name="SentBytes">On connections to pages, as they went out.</param>
/// <param name="HeapBytes">Managed, alive after the last collection.</param>
/// <param name="PrivateBytes">Memory that only this process has.</param>
internal sealed record ServerFigures(double CpuMilliseconds, long AllocatedBytes, long SentBytes, long HeapBytes, long PrivateBytes);
