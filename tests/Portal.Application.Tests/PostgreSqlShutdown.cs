using Portal.Application.Tests;
using Portal.TestSupport;

[assembly: AssemblyFixture(typeof(PostgreSqlShutdown))]

namespace Portal.Application.Tests;

/// <summary>Ends the cluster inside the run: at process exit the runner allows ten seconds, which a loaded machine needs for the files of many databases.</summary>
public sealed class PostgreSqlShutdown : IDisposable
{
    public void Dispose() => PostgreSqlCluster.Shared.Stop();
}
