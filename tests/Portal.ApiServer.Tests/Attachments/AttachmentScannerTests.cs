using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Tests.Attachments;

public sealed class AttachmentScannerTests
{
    private const string Comment =
        """{"action":"ADD_COMMUNICATION","communication":{"text":"a \"b\" \\","attachments":[{"fileName":"x","content":"QUJD"},{"content":"","x":[{"content":"no"}]}]}}""";

    [Fact]
    public void Feed_Comment_DivertsEachContentAndCopiesTheRest()
    {
        var (skeleton, contents) = Scan(Encoding.UTF8.GetBytes(Comment), int.MaxValue);

        skeleton.ShouldBe(
            """{"action":"ADD_COMMUNICATION","communication":{"text":"a \"b\" \\","attachments":[{"fileName":"x","content":"0"},{"content":"1","x":[{"content":"no"}]}]}}"""u8.ToArray());
        contents.ShouldBe(["QUJD", ""]);
    }

    [Theory]
    [InlineData("""{"content":"a"}""")]
    [InlineData("""["communication",{"attachments":[{"content":"a"}]}]""")]
    [InlineData("""[{"communication":{"attachments":[{"content":"a"}]}}]""")]
    [InlineData("""{"x":{"communication":{"attachments":[{"content":"a"}]}}}""")]
    [InlineData("""{"communication":[{"attachments":[{"content":"a"}]}]}""")]
    [InlineData("""{"communication":{"attachments":{"content":"a"}}}""")]
    [InlineData("""{"communication":{"attachments":[["content","a"]]}}""")]
    [InlineData("""{"communication":{"attachments":["content","a"]}}""")]
    [InlineData("""{"communication":{"attachments":[{"content":["a"]}]}}""")]
    [InlineData("""{"communication":{"attachments":[{"content":{"content":"a"}}]}}""")]
    [InlineData("""{"communication":{"attachments":[{"content":1,"x":"content"}]}}""")]
    [InlineData("""{"communication":{"attachments":[{"x":"content","y":"a"}]}}""")]
    [InlineData("""{"communication":{"attachments":[{"Content":"a","contents":"a","conten":"a","":"a"}]}}""")]
    [InlineData("""{"communication":{"attachments":[{"content\u0000":"a","\u4e00content":"a"}]}}""")]
    [InlineData("""{"communication":{"x":"attachments","y":[{"content":"a"}]}}""")]
    [InlineData("""{"communication":{"text":"t"},"attachments":[{"content":"a"}]}""")]
    [InlineData("""{"communication":{},"x":{"attachments":[{"content":"a"}]}}""")]
    public void Feed_TextElsewhere_IsCopied(string json)
    {
        var (skeleton, contents) = Scan(Encoding.UTF8.GetBytes(json), 1);

        Encoding.UTF8.GetString(skeleton).ShouldBe(json);
        contents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"\u0063ommunication":{"att\u0061chments":[{"conten\u0074":"a"}]}}""", "a")]
    [InlineData("""{"communication":{"attachments":[{"content":"\/\u002b\u0041\u003D"}]}}""", "/+A=")]
    [InlineData("""{"communication":{"attachments":[{"content":"\n\u000a \u20ac€😀\ud800\"\\"}]}}""", "?? ?????????\"\\")]
    [InlineData("""{"communication":{"attachments":[[],{"x":{"y":[]},"content":"a"}],"x":1}}""", "a")]
    [InlineData("""{ "x" : [ ] , "communication" : { "x" : { } , "attachments" : [ { "x" : "" , "content" : "a" } ] } }""", "a")]
    public void Feed_EscapesAndNeighbours_DivertsTheDecodedText(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            var (skeleton, contents) = Scan(bytes, piece);

            contents.ShouldHaveSingleItem().Length.ShouldBe(expected.Length, $"in pieces of {piece}");
            contents.ShouldBe([expected], $"in pieces of {piece}");
            JsonDocument.Parse(skeleton).Dispose();
        }
    }

    [Fact]
    public void Feed_CutAnywhere_GivesTheSame()
    {
        foreach (var bytes in Bodies())
        {
            var whole = Scan(bytes, int.MaxValue);
            for (var first = 0; first < bytes.Length; first++)
            {
                for (var second = first; second < bytes.Length; second += 3)
                {
                    var (skeleton, contents) = Scan([bytes[..first], bytes[first..second], bytes[second..]]);

                    if (!skeleton.SequenceEqual(whole.Skeleton) || !contents.SequenceEqual(whole.Contents))
                    {
                        Assert.Fail($"Cut at {first} and {second}");
                    }
                }
            }
        }
    }

    /// <summary>The strict parser's verdict on the skeleton is its verdict on the body, whatever is wrong with it.</summary>
    [Fact]
    public void Feed_SpoiltBody_IsRefusedAsTheBodyIs()
    {
        foreach (var bytes in Bodies().SelectMany(Spoilt))
        {
            var whole = Scan(bytes, int.MaxValue);
            var pieces = Scan(bytes, 1);

            if (Verdict(whole.Skeleton) != Verdict(bytes) || !whole.Skeleton.SequenceEqual(pieces.Skeleton) || !whole.Contents.SequenceEqual(pieces.Contents))
            {
                Assert.Fail(Encoding.UTF8.GetString(bytes));
            }
        }
    }

    [Fact]
    public void Feed_AnyJson_IsTheJsonWithItsContentsReplaced() =>
        Prop.ForAll(Documents().ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (node, piece) =>
        {
            var json = node.ToJsonString();
            var (skeleton, contents) = Scan(Encoding.UTF8.GetBytes(json), piece);
            var expected = JsonNode.Parse(json)!;
            var replaced = Replace(expected);
            return JsonNode.DeepEquals(JsonNode.Parse(skeleton), expected)
                && contents.SequenceEqual(replaced.Select(text => string.Concat(text.Select(c => c is >= ' ' and < '\u0080' ? c.ToString() : "?"))));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<byte[]> Bodies() =>
    [
        Encoding.UTF8.GetBytes(Comment),
        Encoding.UTF8.GetBytes("""{"communication":{"attachments":[{"content":"\/\u002bé€😀\ud83d\ude00\n"}],"communication":1}}"""),
        Encoding.UTF8.GetBytes("""{"communication":{"attachments":[{"content":"a","content":"b"}]}}"""),
    ];

    /// <summary>The body, its beginnings, and the body with one byte replaced or removed.</summary>
    private static IEnumerable<byte[]> Spoilt(byte[] body)
    {
        yield return body;
        for (var at = 0; at < body.Length; at++)
        {
            yield return body[..at];
            yield return [.. body[..at], .. body[(at + 1)..]];
            foreach (var other in "\"\\{}[],:u0a \n\0"u8.ToArray().Append((byte)0xc3).Append((byte)0xa9).Append((byte)0xff))
            {
                yield return [.. body[..at], other, .. body[(at + 1)..]];
            }
        }
    }

    private static string Verdict(byte[] bytes)
    {
        var (body, refusal) = JsonBody.Parse(bytes);
        body?.Dispose();
        return refusal?.Json ?? "accepted";
    }

    private static Gen<JsonNode> Documents()
    {
        var texts = Gen.OneOf(
            Gen.Elements("", "QUJD", "content", "communication", "attachments", "\"", "\\", "é€😀", "\n/+="),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get.Replace('\ufffe', ' ')).Where(IsText));
        var keys = Gen.Frequency((6, Gen.Elements("communication", "attachments", "content")), (2, texts));
        var any = Nodes(texts, keys, depth: 3);
        var attachment = Around("content", Gen.Frequency((3, texts.Select(text => (JsonNode)JsonValue.Create(text))), (1, any)), any, keys);
        var attachments = Gen.Frequency((4, attachment), (1, any)).ListOf(3).Select(items => (JsonNode)new JsonArray([.. items.Select(item => item.DeepClone())]));
        return Gen.Frequency((1, any), (4, Around("communication", Around("attachments", attachments, any, keys), any, keys)));
    }

    /// <summary>Objects with one member on the way to a content, between others.</summary>
    private static Gen<JsonNode> Around(string key, Gen<JsonNode> value, Gen<JsonNode> other, Gen<string> keys)
    {
        var others = Gen.Zip(keys, other).ListOf(2);
        return Gen.Zip(Gen.Zip(others, value), others).Select(parts =>
        {
            var ((before, member), after) = parts;
            var node = new JsonObject();
            foreach (var (name, item) in before.Append((key, member)).Concat(after.Where(pair => pair.Item1 != key)))
            {
                node.Remove(name);
                node[name] = item.DeepClone();
            }

            return (JsonNode)node;
        });
    }

    private static bool IsText(string text)
    {
        try
        {
            _ = new UTF8Encoding(false, true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static Gen<JsonNode> Nodes(Gen<string> texts, Gen<string> keys, int depth)
    {
        var leaf = Gen.OneOf(
            texts.Select(text => (JsonNode)JsonValue.Create(text)), ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode)JsonValue.Create(number)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Nodes(texts, keys, depth - 1);
        var objects = Gen.Zip(keys, inner).ListOf(4).Select(members =>
        {
            var node = new JsonObject();
            foreach (var (key, value) in members)
            {
                node[key] = value.DeepClone();
            }

            return (JsonNode)node;
        });
        var arrays = inner.ListOf(3).Select(items => (JsonNode)new JsonArray([.. items.Select(item => item.DeepClone())]));
        return Gen.Frequency((1, leaf), (4, objects), (3, arrays));
    }

    /// <summary>Replaces the contents as a parser sees them; returns what they were.</summary>
    private static List<string> Replace(JsonNode root)
    {
        var replaced = new List<string>();
        if (root is JsonObject body && body["communication"] is JsonObject communication && communication["attachments"] is JsonArray attachments)
        {
            foreach (var attachment in attachments.OfType<JsonObject>())
            {
                if (attachment["content"] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
                {
                    attachment["content"] = $"{replaced.Count}";
                    replaced.Add(value.GetValue<string>());
                }
            }
        }

        return replaced;
    }

    private static (byte[] Skeleton, IReadOnlyList<string> Contents) Scan(byte[] body, int piece) =>
        Scan(body.Chunk(Math.Min(piece, Math.Max(1, body.Length))));

    private static (byte[] Skeleton, IReadOnlyList<string> Contents) Scan(IEnumerable<byte[]> pieces)
    {
        var skeleton = new ArrayBufferWriter<byte>();
        var sink = new TextSink();
        var scanner = new AttachmentScanner(skeleton, sink);
        foreach (var piece in pieces)
        {
            scanner.Feed(piece);
        }

        return (skeleton.WrittenSpan.ToArray(), sink.Contents);
    }

    private sealed class TextSink : IContentSink
    {
        private readonly List<string> _contents = [];

        public IReadOnlyList<string> Contents => _contents;

        public void Begin() => _contents.Add("");

        public void Append(ReadOnlySpan<byte> characters) => _contents[^1] += Encoding.Latin1.GetString(characters);

        public void End()
        {
            // Nothing to do.
        }
    }
}
