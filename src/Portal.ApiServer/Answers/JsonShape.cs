using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Answers;

/// <summary>Reads one JSON object of a request by its documented members and notes every member of the wrong type by its path.</summary>
/// <param name="members">The object; an undefined element when the object itself is absent or of the wrong type.</param>
/// <param name="path">The object's own path.</param>
/// <param name="errors">Text by path; shared by the objects of one request.</param>
internal sealed class JsonShape(JsonElement members, string path, Dictionary<string, string> errors)
{
    /// <summary>The text, when it is one and has no half of a surrogate pair.</summary>
    public static bool TryGetText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (element.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = element.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A required text; empty, and noted, when it is absent or something else.</summary>
    public string Text(string name) => OptionalText(name, isRequired: true) ?? "";

    /// <summary>A text that may be absent, but not null.</summary>
    public string? OptionalText(string name) => OptionalText(name, isRequired: false);

    /// <summary>A text that may be absent or null.</summary>
    public string? NullableText(string name) => Member(name).ValueKind == JsonValueKind.Null ? null : OptionalText(name, isRequired: false);

    /// <summary>A required object; its members read as absent, and it is noted, when it is something else.</summary>
    public JsonShape? Object(string name, bool isRequired)
    {
        var element = Member(name);
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new JsonShape(element, PathOf(name), errors);
        }

        if (isRequired || element.ValueKind != JsonValueKind.Undefined)
        {
            errors[PathOf(name)] = ContractTexts.WrongType("object", KindOf(element));
        }

        return null;
    }

    private static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "string",
    };

    private string? OptionalText(string name, bool isRequired)
    {
        var element = Member(name);
        if (TryGetText(element, out var text))
        {
            return text;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            errors[PathOf(name)] = ContractTexts.InvalidCharacters;
        }
        else if (isRequired || element.ValueKind != JsonValueKind.Undefined)
        {
            errors[PathOf(name)] = ContractTexts.WrongType("string", KindOf(element));
        }

        return null;
    }

    private JsonElement Member(string name) =>
        members.ValueKind == JsonValueKind.Object && members.TryGetProperty(name, out var element) ? element : default;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
