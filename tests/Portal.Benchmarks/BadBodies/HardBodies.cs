using System.Text;
using System.Text.Json;

namespace Portal.Benchmarks.BadBodies;

/// <summary>The bodies that cost a reader most, made of a good one.</summary>
internal static class HardBodies
{
    private const int Large = 1_000_000;

    /// <summary>Raw JSON for the place of every value in turn; with it most bodies stay just within the limit and are read.</summary>
    private static readonly (string Name, string Json)[] Values =
    [
        ("deep arrays", new string('[', Large / 2) + new string(']', Large / 2)),
        ("deep objects", Repeat("{\"a\":", Large / 6) + "0" + new string('}', Large / 6)),
        ("long text", $"\"{new string('x', Large)}\""),
        ("escaped zeros", $"\"{Repeat("\\u0000", Large / 6)}\""),
        ("half surrogates", $"\"{Repeat("\\ud800", Large / 6)}\""),
        ("unclosed text", $"\"{new string('\\', Large)}"),
        ("long address", $"\"{Repeat("a@a.", Large / 4)}\""),
        ("equal keys", $"{{{Repeat("\"a\":0,", Large / 6)}\"a\":0}}"),
        ("many keys", $"{{{string.Join(',', Enumerable.Range(0, Large / 12).Select(key => $"\"{key:D7}\":0"))}}}"),
        ("many values", $"[{Repeat("0,", Large / 2)}0]"),
        ("long number", new string('9', Large)),
        ("huge exponent", "1e" + new string('9', Large)),
    ];

    public static IEnumerable<(string Name, byte[] Body)> Of(byte[] good)
    {
        foreach (var (place, (name, json)) in ValuesIn(good).SelectMany(_ => Values, (place, hard) => (place, hard)))
        {
            yield return ($"{name} at byte {place.Start}", [.. good[..place.Start], .. Encoding.UTF8.GetBytes(json), .. good[place.End..]]);
        }

        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            yield return ("a part missing or twice", [.. good[..random.Next(good.Length)], (byte)random.Next(256), .. good[random.Next(good.Length)..]]);
        }
    }

    /// <summary>Where every value stands, the whole body first.</summary>
    private static List<Range> ValuesIn(byte[] body)
    {
        var values = new List<Range>();
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                var whole = reader;
                whole.Skip();
                values.Add((int)reader.TokenStartIndex..(int)whole.BytesConsumed);
            }
        }

        return values;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
