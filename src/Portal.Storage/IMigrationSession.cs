using System.Data.Common;

namespace Portal.Storage;

/// <summary>A connection on which one process at a time migrates.</summary>
internal interface IMigrationSession : IAsyncDisposable
{
    DbConnection Connection { get; }

    /// <summary>How the engine's scripts end, for example <c>.sqlite.sql</c>.</summary>
    string ScriptSuffix { get; }

    /// <summary>Starts the transaction of one script.</summary>
    DbTransaction BeginStep();
}
