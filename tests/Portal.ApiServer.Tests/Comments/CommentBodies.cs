using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.ApiServer.Tests.Comments;

/// <summary>Bodies of <c>ADD_COMMUNICATION</c>, varied by member.</summary>
internal static class CommentBodies
{
    /// <summary>The example of document 003, its placeholder for Base64 filled in.</summary>
    public const string Document003 =
        """
        {
        "action": "ADD_COMMUNICATION",
        "communication": {
        "text": "Comment text",
        "isRestricted": false,
        "author": {
        "email": "support_user@carevalidate.com",
        "firstName": "John",
        "lastName": "Doe"
        },
        "webhookNotify": true,
        "attachments": [
        {
        "isRestricted": false,
        "isPHI": false,
        "fileName": "Screenshot_01.png",
        "content": "iVBORw0KGgo="
        }
        ]
        }
        }
        """;

    /// <summary>The example with members replaced by JSON, or removed where that is null. Array indices are names in a path.</summary>
    public static string With(params (string Path, string? Json)[] changes)
    {
        var root = JsonNode.Parse(Document003)!;
        foreach (var (path, json) in changes)
        {
            var names = ("communication" + (path.Length == 0 ? "" : "." + path)).Split('.');
            var parent = names[..^1].Aggregate(root, (node, name) => node is JsonArray array ? array[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);
            if (parent is JsonArray items)
            {
                items[int.Parse(names[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(json!);
            }
            else if (json is null)
            {
                parent.AsObject().Remove(names[^1]);
            }
            else
            {
                parent[names[^1]] = "@@" + Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(json));
            }
        }

        // Raw text last, so that escapes stay as they are written.
        return System.Text.RegularExpressions.Regex.Replace(
            root.ToJsonString(), "\"@@([0-9A-F]*)\"", match => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(match.Groups[1].Value)));
    }

    /// <summary>The example with these files; contents are Base64 text.</summary>
    public static string WithFiles(params (string Name, string Content)[] files) => With(("attachments", JsonSerializer.Serialize(
        files.Select(file => new { fileName = file.Name, content = file.Content }))));

    public static string IdOf(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").GetProperty("commentId").GetString()!;
    }
}
