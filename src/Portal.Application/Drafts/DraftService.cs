using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Portal.Application.Drafts;

/// <summary>
/// Keeps what is typed into a form until it is submitted, so that a reload, a lost connection, a logoff or a restart loses nothing.
/// A caller sees and changes only their own drafts of their own organisation; another's look absent.
/// </summary>
public sealed partial class DraftService(DraftStore store, IDataProtectionProvider protection, IClock clock, ILogger<DraftService> logger)
{
    /// <summary>The largest draft, in bytes of UTF-8.</summary>
    public const int LargestBytes = 256 * 1024;

    private const int LongestName = 100;

    /// <summary>How long an untouched draft is kept.</summary>
    public static Duration Lifetime { get; } = Duration.FromDays(30);

    /// <summary>Keeps the form's content; a later save of the same form replaces it.</summary>
    /// <param name="caller">Whose draft.</param>
    /// <param name="kind">The form, for example <c>case-event</c>; 1 to 100 characters.</param>
    /// <param name="formId">The form instance; 1 to 100 characters.</param>
    /// <param name="json">The form's fields.</param>
    /// <param name="cancellationToken">Cancels before the write; once committed it stays.</param>
    /// <exception cref="DraftTooLargeException">More than <see cref="LargestBytes"/>.</exception>
    public Task SaveAsync(Caller caller, string kind, string formId, string json, CancellationToken cancellationToken)
    {
        Check(kind, nameof(kind));
        Check(formId, nameof(formId));
        if (Encoding.UTF8.GetByteCount(json) > LargestBytes)
        {
            throw new DraftTooLargeException(LargestBytes);
        }

        return store.SaveAsync(caller, kind, formId, Protector(caller).Protect(json), clock.GetCurrentInstant(), cancellationToken);
    }

    /// <summary>The caller's draft of this kind that was saved last; null when there is none of the last 30 days.</summary>
    public async Task<Draft?> FindLatestAsync(Caller caller, string kind, CancellationToken cancellationToken) =>
        Open(caller, await store.FindLatestAsync(caller, kind, Oldest, cancellationToken));

    /// <summary>One draft of the caller; null when there is none of the last 30 days.</summary>
    public async Task<Draft?> FindAsync(Caller caller, string kind, string formId, CancellationToken cancellationToken) =>
        Open(caller, await store.FindAsync(caller, kind, formId, Oldest, cancellationToken));

    /// <summary>Forgets a draft, after its form was submitted or given up. No error when there is none.</summary>
    public Task DeleteAsync(Caller caller, string kind, string formId, CancellationToken cancellationToken) =>
        store.DeleteAsync(caller, kind, formId, cancellationToken);

    private Instant Oldest => clock.GetCurrentInstant() - Lifetime;

    private static void Check(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, LongestName, parameter);
    }

    // One purpose per organisation: a row copied into another organisation does not open there.
    private IDataProtector Protector(Caller caller) => protection.CreateProtector("Portal.Drafts", caller.OrganizationId, caller.PersonId);

    private Draft? Open(Caller caller, DraftStore.DraftRow? row)
    {
        if (row is null)
        {
            return null;
        }

        try
        {
            return new Draft(row.FormId, Protector(caller).Unprotect(row.Content), row.UpdatedAt);
        }
        catch (CryptographicException)
        {
            // The key ring was lost or the row was tampered with: an empty form is better than a form that never opens.
            Log.NotReadable(logger, caller.OrganizationId);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "A draft of organisation {OrganizationId} cannot be decrypted and is ignored")]
        public static partial void NotReadable(ILogger logger, string organizationId);
    }
}
