using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using NodaTime;

namespace Portal.ApiContract.Validation;

/// <summary>The contract's formats, decided without regular expressions: every check is linear in the text's length.</summary>
public static class ContractFormats
{
    private static readonly FrozenSet<string> TimeZoneIds = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> MailHostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>No U+0000 (PostgreSQL cannot store it) and no half of a surrogate pair (not representable as UTF-8).</summary>
    public static bool IsStorable(string text)
    {
        var span = text.AsSpan();
        if (span.Contains('\0'))
        {
            return false;
        }

        while (span.IndexOfAnyInRange('\ud800', '\udfff') is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(span[at..], out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            span = span[(at + length)..];
        }

        return true;
    }

    /// <summary>An id of the IANA database, links such as Asia/Calcutta included; NodaTime's own <c>UTC+03</c> forms are not.</summary>
    public static bool IsTimeZone(string id) => TimeZoneIds.Contains(id);

    /// <summary>An absolute http or https URL with a host, without blanks and control characters.</summary>
    public static bool IsHttpUrl(string text)
    {
        foreach (var character in text)
        {
            if (character <= ' ' || character == '\\' || char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return false;
            }
        }

        return (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && IsStorable(text)
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Host.Length > 0;
    }

    /// <summary>
    /// An ASCII address of the usual form: letters, digits and <c>_'+-.</c> before the @ (no dot at either end, none doubled), then a
    /// host of at least two labels whose last is two or more letters. At most 254 characters.
    /// </summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= 254 && at > 0 && IsMailbox(text.AsSpan(0, at)) && IsMailHost(text.AsSpan(at + 1));
    }

    private static bool IsMailbox(ReadOnlySpan<char> mailbox)
    {
        var previous = '.';
        foreach (var character in mailbox)
        {
            var isDot = character == '.';
            if ((isDot && previous == '.') || (!isDot && !char.IsAsciiLetterOrDigit(character) && character is not ('_' or '\'' or '+' or '-')))
            {
                return false;
            }

            previous = character;
        }

        return previous is not ('.' or '\'');
    }

    private static bool IsMailHost(ReadOnlySpan<char> host)
    {
        var labels = 0;
        ReadOnlySpan<char> last = default;
        foreach (var range in host.Split('.'))
        {
            last = host[range];
            labels++;
            if (last.Length == 0 || last[0] == '-' || last.ContainsAnyExcept(MailHostCharacters))
            {
                return false;
            }
        }

        return labels > 1 && last.Length > 1 && !last.ContainsAnyExcept(Letters);
    }
}
