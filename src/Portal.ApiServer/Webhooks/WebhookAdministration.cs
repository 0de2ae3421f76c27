using System.Globalization;
using NodaTime;
using Portal.Storage;

namespace Portal.ApiServer.Webhooks;

/// <summary>Sets, shows and removes the webhook of an organisation. Nothing of it ever tells a secret.</summary>
internal sealed class WebhookAdministration(Database database, WebhookSettings settings, IClock clock)
{
    private const int ShortestSecret = 16;
    private const int LongestSecret = 512;

    /// <summary>Sets the webhook in place of the one there was. Empty when it is set; else what is wrong, and nothing has changed.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="url">Absolute https on port 443 or from 1024 (in Development http as well, and any port), no credentials, at most 2,000 characters.</param>
    /// <param name="secret">16 to 512 visible ASCII characters; null: calls are not signed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<WebhookFieldError>> SetAsync(
        string organizationId, string url, string? secret, CancellationToken cancellationToken)
    {
        var errors = Check(url, secret);
        if (errors.Count > 0)
        {
            return errors;
        }

        var isSet = await database.WriteAsync(
            write => WebhookStore.SetAsync(write, organizationId, url, secret, clock.GetCurrentInstant()), cancellationToken);
        return isSet ? [] : [new WebhookFieldError("organization", "There is no such organisation.")];
    }

    /// <summary>The webhook; null when there is none.</summary>
    public Task<WebhookSummary?> ShowAsync(string organizationId, CancellationToken cancellationToken) =>
        WebhookStore.FindAsync(database, organizationId, cancellationToken);

    /// <summary>Removes the webhook and drops what waits for delivery. False when there was none.</summary>
    public Task<bool> RemoveAsync(string organizationId, CancellationToken cancellationToken) =>
        database.WriteAsync(write => WebhookStore.RemoveAsync(write, organizationId), cancellationToken);

    private List<WebhookFieldError> Check(string url, string? secret)
    {
        var errors = new List<WebhookFieldError>();
        if (WebhookUrl.Read(url, settings.AllowsLocal) is null)
        {
            var longest = WebhookUrl.Longest.ToString("N0", CultureInfo.InvariantCulture);
            errors.Add(new WebhookFieldError("url", $"Must be an absolute https URL without user name, on port 443 or from {WebhookUrl.LowestPort}, of at most {longest} characters."));
        }

        if (secret is not null && (secret.Length is < ShortestSecret or > LongestSecret || secret.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            errors.Add(new WebhookFieldError("secret", $"Must be {ShortestSecret} to {LongestSecret} visible ASCII characters."));
        }

        return errors;
    }
}

/// <summary>What is wrong with a field; the text does not repeat its value.</summary>
internal sealed record WebhookFieldError(string Field, string Text);
