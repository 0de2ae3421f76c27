using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>Random changes to a body, of its meaning first, then of its bytes.</summary>
internal static class BodyMutations
{
    /// <summary>Raw JSON that a member is replaced by. Raw, so that half surrogates and huge numbers stay as they are.</summary>
    private static readonly string[] Hostile =
    [
        "null", "true", "false", "0", "-1", "-0", "1e999", "-1e999", "9223372036854775808", "123456789012345678901234567890", "0.1", "\"\"", "\" \"", "[]", "{}", "[null]",
        "[[]]", "{\"a\":{}}", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u202e\\u200f\"", "\"\\r\\nX: y\"",
        "\"'; DROP TABLE cases; --\"", "\"<script>alert(1)</script>\"", "\"../../../etc/passwd\"", "\"%00\"", "\"{{7*7}}\"", "\"${jndi:ldap://x}\"",
        "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.999Z\"", "\"9999-12-31T23:59:59-14:00\"", "\"10000-01-01T00:00:00Z\"",
        "\"0000-01-01T00:00:00Z\"", "\"-0001-01-01T00:00:00Z\"", "\"2025-02-30T10:00:00Z\"", "\"2025-02-29T10:00:00Z\"", "\"2016-12-31T23:59:60Z\"", "\"2025-03-10T24:00:00Z\"",
        "\"2025-03-10T14:00:00\"", "\"2025-03-10\"", "\"2999-03-10T14:00:00+23:59\"", "\"2999-03-10T14:00:00.123456789Z\"", "\"2999-W10-1\"", "\"25:61\"", "\"24:00\"", "\"9:5\"",
        "\"America/New_York\"", "\"america/new_york\"", "\"UTC+25\"", "\"Mars/Base\"", "\"javascript:alert(1)\"", "\"https://\"", "\"http://[::1\"", "\"https://a@b@c\"",
        "\"a@b\"", "\"@\"", "\"a@@example.com\"", "\"zoom_conference\"", "\"custom\"", "\"CREATE_CALENDAR_EVENT\"", "\"ADD_COMMUNICATION\"", "\"#FFF\"", "\"91\"", "\"1e2\"", "\"NaN\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"=\"", "\"====\"", "\"QQ\"", "\"QQ==\"", "\"Q Q=\"",
    ];

    /// <summary>One to three changes to the body.</summary>
    public static Gen<byte[]> Of(string body) =>
        from changes in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Change(body, changes, new Random(seed));

    private static byte[] Change(string body, int changes, Random random)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        var raw = new List<string>();
        for (var i = 0; i < changes; i++)
        {
            ChangeMember(root, raw, random);
        }

        var text = root.ToJsonString();
        for (var i = 0; i < raw.Count; i++)
        {
            text = text.Replace($"\"@{i}@\"", raw[i], StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(4) == 0 ? ChangeBytes(bytes, random) : bytes;
    }

    private static void ChangeMember(JsonObject root, List<string> raw, Random random)
    {
        var objects = new List<JsonObject>();
        Collect(root, objects);
        var parent = objects[random.Next(objects.Count)];
        var names = parent.Select(member => member.Key).ToArray();
        var name = names.Length == 0 ? "empty" : names[random.Next(names.Length)];
        switch (random.Next(8))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                parent["extra" + random.Next(10)] = Placeholder(raw, Value(random));
                break;
            case 2:
                raw.Add($"1,\"{name}\":2");
                parent["twice"] = $"@{raw.Count - 1}@";
                break;
            case 3:
                var moved = parent[name]?.DeepClone();
                parent.Remove(name);
                parent[name.ToUpperInvariant()] = moved;
                break;
            case 4:
                var wrapped = parent[name]?.DeepClone();
                parent[name] = new JsonArray(wrapped);
                break;
            default:
                parent[name] = Placeholder(raw, Value(random));
                break;
        }
    }

    private static string Value(Random random) => random.Next(40) switch
    {
        0 => $"\"{new string('x', random.Next(100_000))}\"",
        1 => new string('[', 31) + new string(']', 31),
        2 => new string('[', 33) + new string(']', 33),
        3 => string.Concat(Enumerable.Repeat("{\"a\":", 20)) + "0" + new string('}', 20),
        4 when random.Next(20) == 0 => $"\"{new string('y', 1_000_000)}\"",
        _ => Hostile[random.Next(Hostile.Length)],
    };

    private static JsonNode Placeholder(List<string> raw, string json)
    {
        raw.Add(json);
        return $"@{raw.Count - 1}@";
    }

    private static void Collect(JsonNode? node, List<JsonObject> objects)
    {
        switch (node)
        {
            case JsonObject members:
                objects.Add(members);
                foreach (var member in members.ToArray())
                {
                    Collect(member.Value, objects);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, objects);
                }

                break;
            default:
                break;
        }
    }

    private static byte[] ChangeBytes(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            default:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(8))..]];
        }
    }
}
