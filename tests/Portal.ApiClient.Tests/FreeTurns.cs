using Portal.ApiClient.Sweeppea;

namespace Portal.ApiClient.Tests;

/// <summary>It is always everybody's turn, unless a test says otherwise.</summary>
internal sealed class FreeTurns : ISweeppeaTurns
{
    public bool IsClosed { get; set; }

    public int Taken { get; private set; }

    public int GivenBack { get; private set; }

    public CancellationTokenSource Over { get; } = new();

    public Task<ISweeppeaTurn?> TakeAsync(string organizationId, CancellationToken cancellationToken)
    {
        Taken++;
        return Task.FromResult<ISweeppeaTurn?>(IsClosed ? null : new Turn(this));
    }

    private sealed class Turn(FreeTurns turns) : ISweeppeaTurn
    {
        public CancellationToken Over => turns.Over.Token;

        public ValueTask DisposeAsync()
        {
            turns.GivenBack++;
            return ValueTask.CompletedTask;
        }
    }
}
