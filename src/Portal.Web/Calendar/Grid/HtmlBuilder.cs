using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Extensions;

namespace Portal.Web.Calendar.Grid;

/// <summary>
/// Writes the markup of a day or week as one string: what a circuit keeps and sends is then a fraction of an element per event.
/// All that is not a constant of ours goes through <see cref="Text"/>, which encodes it for content and for quoted attributes.
/// </summary>
internal sealed class HtmlBuilder : IDisposable
{
    // Letters of every script stay themselves; what has a meaning in HTML, and what cannot be seen, does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private char[] _buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
    private int _length;

    /// <summary>Markup, as it is: never anything from outside.</summary>
    public HtmlBuilder Raw(ReadOnlySpan<char> markup)
    {
        Reserve(markup.Length);
        markup.CopyTo(_buffer.AsSpan(_length));
        _length += markup.Length;
        return this;
    }

    /// <summary>Any text, encoded.</summary>
    public HtmlBuilder Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var status = Encoder.Encode(text, _buffer.AsSpan(_length), out var read, out var written);
            _length += written;
            text = text[read..];
            if (status == OperationStatus.DestinationTooSmall)
            {
                Reserve(_buffer.Length - _length + 1);
            }
        }

        return this;
    }

    /// <summary>An item's id, as <see cref="EventKey.Of"/> makes it, as the value of an attribute.</summary>
    public HtmlBuilder Key(string itemId)
    {
        Span<char> key = stackalloc char[EventKey.Length];
        return EventKey.TryWrite(itemId, key) ? Raw(key) : Raw("\"").Text(EventKey.Of(itemId)).Raw("\"");
    }

    public HtmlBuilder Number(int number) => Format(number, default);

    /// <summary>A number with at most three decimals and a point.</summary>
    public HtmlBuilder Number(double number)
    {
        // By hand: a custom format takes several times as long, and each event has up to four numbers.
        var thousandths = (long)Math.Round(Math.Abs(number) * 1000, MidpointRounding.AwayFromZero);
        if (number < 0 && thousandths > 0)
        {
            Raw("-");
        }

        Format(thousandths / 1000, default);
        var rest = (int)(thousandths % 1000);
        if (rest > 0)
        {
            ReadOnlySpan<char> digits = ['.', Digit(rest / 100), Digit(rest / 10 % 10), Digit(rest % 10)];
            Raw(digits.TrimEnd('0'));
        }

        return this;
    }

    /// <summary>Hours and minutes, for example 09:05.</summary>
    public HtmlBuilder Time(LocalTime time)
    {
        Reserve(5);
        var to = _buffer.AsSpan(_length, 5);
        (to[0], to[1], to[2], to[3], to[4]) = (Digit(time.Hour / 10), Digit(time.Hour % 10), ':', Digit(time.Minute / 10), Digit(time.Minute % 10));
        _length += 5;
        return this;
    }

    /// <summary>A date as <c>TimeText.Date</c> writes it, for example Mon 16 Nov 2026.</summary>
    public HtmlBuilder Date(LocalDate date)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        return Raw(names.GetAbbreviatedDayName(date.DayOfWeek.ToDayOfWeek())).Raw(" ").Number(date.Day).Raw(" ")
            .Raw(names.GetAbbreviatedMonthName(date.Month)).Raw(" ").Format(date.Year, "0000");
    }

    /// <summary>What was written since the last call.</summary>
    public string Take()
    {
        var html = new string(_buffer, 0, _length);
        _length = 0;
        return html;
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static char Digit(int digit) => (char)('0' + digit);

    private HtmlBuilder Format<T>(T number, ReadOnlySpan<char> format)
        where T : ISpanFormattable
    {
        Reserve(32);
        number.TryFormat(_buffer.AsSpan(_length), out var written, format, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    private void Reserve(int more)
    {
        if (_length + more > _buffer.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
