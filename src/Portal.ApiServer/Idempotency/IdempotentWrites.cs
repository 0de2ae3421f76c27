using System.Collections.Concurrent;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Answers;
using Portal.Storage;

namespace Portal.ApiServer.Idempotency;

/// <summary>
/// Runs the write behind a request, once per idempotency key: the effect and its answer are stored in one transaction, and the key's
/// unique row decides between racing requests, also of different processes.
/// </summary>
/// <remarks>Where there is no fast path, the effect comes first and is rolled back when the key turns out to be taken: a new key then costs no look-up.</remarks>
internal sealed class IdempotentWrites(Database database, IdempotencyStore store, IClock clock)
{
    private static readonly ApiAnswer Reused = ApiAnswer.Refusal(
        StatusCodes.Status422UnprocessableEntity, Care360Texts.InvalidRequest, Care360Texts.IdempotencyKeyReused);

    private static readonly ApiAnswer InFlight = ApiAnswer.Refusal(
        StatusCodes.Status409Conflict, Care360Texts.InvalidRequest, Care360Texts.IdempotencyKeyInFlight);

    private static readonly Task<ApiAnswer?> NotDone = Task.FromResult<ApiAnswer?>(null);

    private readonly ConcurrentDictionary<(string OrganizationId, string Key), string> _inFlight = new();

    /// <summary>
    /// Answers with the effect's answer, or with the stored one when the key was used before. 422: the key was used for another request.
    /// 409: the same request is in progress here.
    /// </summary>
    public Task<ApiAnswer> RunAsync(
        string organizationId, IdempotentRequest? request, Func<WriteTransaction, Task<ApiAnswer>> effect, CancellationToken cancellationToken) =>
        RunAsync(organizationId, request, static (_, _) => NotDone, effect, cancellationToken);

    /// <summary>As above, with a fast path for requests with a key.</summary>
    /// <param name="organizationId">The caller's organisation.</param>
    /// <param name="request">Null without a key.</param>
    /// <param name="fastPath">Does it and stores the answer in one command, or does nothing and gives null; then the effect decides.</param>
    /// <param name="effect">Does it in a transaction; its answer is stored under the key.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then unknown.</param>
    public async Task<ApiAnswer> RunAsync(
        string organizationId,
        IdempotentRequest? request,
        Func<IdempotentRequest, CancellationToken, Task<ApiAnswer?>> fastPath,
        Func<WriteTransaction, Task<ApiAnswer>> effect,
        CancellationToken cancellationToken)
    {
        if (request is null)
        {
            return await database.WriteAsync(effect, cancellationToken);
        }

        var key = (organizationId, request.Key);
        if (!_inFlight.TryAdd(key, request.Hash))
        {
            return _inFlight.TryGetValue(key, out var hash) && !SameRequest(hash, request) ? Reused : InFlight;
        }

        try
        {
            return await fastPath(request, cancellationToken)
                ?? await database.WriteAsync(write => RunOnceAsync(write, organizationId, request, effect), cancellationToken);
        }
        catch (KeyTakenException)
        {
            return await ReplayAsync(organizationId, request, cancellationToken);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    private static bool SameRequest(string hash, IdempotentRequest request) => string.Equals(hash, request.Hash, StringComparison.Ordinal);

    private async Task<ApiAnswer> RunOnceAsync(
        WriteTransaction write, string organizationId, IdempotentRequest request, Func<WriteTransaction, Task<ApiAnswer>> effect)
    {
        var answer = await effect(write);
        return await IdempotencyStore.TryAddAsync(write, organizationId, request, answer, clock.GetCurrentInstant())
            ? answer
            : throw new KeyTakenException();
    }

    private async Task<ApiAnswer> ReplayAsync(string organizationId, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(organizationId, request.Key, clock.GetCurrentInstant(), cancellationToken);

        // Null: it expired between the two statements. The caller's next try finds the key free.
        return stored is null ? InFlight
            : SameRequest(stored.RequestHash, request) ? ApiAnswer.Stored(stored.Status, stored.Body)
            : Reused;
    }
}

/// <summary>The idempotency key is in force: rolls the effect back.</summary>
internal sealed class KeyTakenException : Exception;
