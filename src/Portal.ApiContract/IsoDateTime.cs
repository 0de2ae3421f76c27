using NodaTime;
using NodaTime.Text;

namespace Portal.ApiContract;

/// <summary>
/// Reads and writes the contract's ISO 8601 instants: <c>uuuu-MM-ddTHH:mm[:ss[.f…]]</c> with <c>Z</c> or <c>±HH:mm</c>, years 0001-9999.
/// </summary>
public static class IsoDateTime
{
    private static readonly InstantPattern MillisecondsPattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    private const int MinutesOfMinute = 60;

    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <summary>
    /// The instant, in whole milliseconds (finer parts are cut off, as everything stored). False for days that do not exist, 24:00,
    /// leap seconds, a missing offset, and what lies outside the years 0001-9999 in UTC.
    /// </summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        instant = default;
        return text is not null && TryParse(text.AsSpan(), out instant);
    }

    /// <summary>UTC with <c>Z</c>; a fraction only when there is one, for example <c>2025-03-10T14:00:00Z</c>.</summary>
    public static string Format(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>UTC with <c>Z</c> and always three decimals, finer parts cut off, for example <c>2024-09-04T12:00:00.000Z</c>.</summary>
    public static string FormatMilliseconds(Instant instant) => MillisecondsPattern.Format(instant);

    private static bool TryParse(ReadOnlySpan<char> text, out Instant instant)
    {
        instant = default;
        if (text.Length < "0001-01-01T00:00Z".Length
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
            || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day)
            || !TryNumber(text[11..13], out var hour) || !TryNumber(text[14..16], out var minute)
            || year == 0 || month is 0 or > 12 || day == 0 || hour > 23 || minute > 59
            || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        var rest = text[16..];
        if (!TrySeconds(ref rest, out var milliseconds) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        // Arithmetic in ticks of the epoch: 0001-01-01T00:00+14:00 is before every LocalDate that Instant can format.
        var days = new LocalDate(year, month, day).AtMidnight().InUtc().ToInstant();
        var total = days.ToUnixTimeMilliseconds() + (((((hour * 60L) + minute - offset) * MinutesOfMinute) * 1000) + milliseconds);
        if (total < Earliest.ToUnixTimeMilliseconds() || total > Instant.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        instant = Instant.FromUnixTimeMilliseconds(total);
        return true;
    }

    /// <summary>Takes <c>:ss</c> and <c>.f…</c> off the front, where they are.</summary>
    private static bool TrySeconds(ref ReadOnlySpan<char> rest, out int milliseconds)
    {
        milliseconds = 0;
        if (rest.Length < 3 || rest[0] != ':')
        {
            // ±HH:mm starts with a sign, so a colon here can only be seconds.
            return rest[0] != ':';
        }

        if (!TryNumber(rest[1..3], out var second) || second > 59)
        {
            return false;
        }

        milliseconds = second * 1000;
        rest = rest[3..];
        if (rest.Length == 0 || rest[0] != '.')
        {
            return true;
        }

        var digits = 1;
        var weight = 100;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
        {
            milliseconds += (rest[digits] - '0') * weight;
            weight /= 10;
            digits++;
        }

        rest = rest[digits..];
        return digits > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out int minutes)
    {
        minutes = 0;
        if (rest is "Z")
        {
            return true;
        }

        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':'
            || !TryNumber(rest[1..3], out var hour) || !TryNumber(rest[4..6], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
