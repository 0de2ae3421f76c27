namespace Portal.ApiClient.Sweeppea;

/// <summary>Whose turn it is to call Sweeppea: one call at a time per organisation, over all replicas.</summary>
public interface ISweeppeaTurns
{
    /// <summary>Waits for the organisation's turn; disposing gives it back. Null, never an exception, when none came before the token ended or none can be had.</summary>
    Task<ISweeppeaTurn?> TakeAsync(string organizationId, CancellationToken cancellationToken);
}

/// <summary>The right to one call.</summary>
public interface ISweeppeaTurn : IAsyncDisposable
{
    /// <summary>Ends before somebody else's turn can begin: a call is given up then.</summary>
    CancellationToken Over { get; }
}
