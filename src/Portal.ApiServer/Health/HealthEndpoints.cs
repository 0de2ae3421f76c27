using System.Data.Common;
using Dapper;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.Storage;

namespace Portal.ApiServer.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: so does its database.</summary>
internal sealed class HealthEndpoints(Database database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly ApiAnswer Live = ApiAnswer.Success(Care360Texts.Live);
    private static readonly ApiAnswer Ready = ApiAnswer.Success(Care360Texts.Ready);

    private static readonly ApiAnswer Unreachable =
        ApiAnswer.Message(StatusCodes.Status503ServiceUnavailable, Care360Texts.DatabaseUnreachable);

    public static Task LiveAsync(HttpContext context) => Live.WriteToAsync(context);

    public async Task ReadyAsync(HttpContext context)
    {
        var answer = await IsReachableAsync(context.RequestAborted) ? Ready : Unreachable;
        await answer.WriteToAsync(context);
    }

    private async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            // A table of ours, so that an empty or foreign database is not ready either.
            var query = new CommandDefinition("SELECT count(*) FROM organizations", cancellationToken: deadline.Token);
            await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(query), deadline.Token);
            return true;
        }
        catch (Exception e) when (e is DbException or TimeoutException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
