using System.Text.Json;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Validation;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Comments;

/// <summary>Reads objects of a request member by member and keeps the first error only, as document 003 words them. Null is as absent.</summary>
internal sealed class FirstErrorShape
{
    /// <summary>The first error; null while there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>Notes an error, unless one came before it.</summary>
    public void Refuse(string error) => Error ??= error;

    /// <summary>A required text that is not empty; empty, and noted, when it is anything else.</summary>
    /// <param name="parent">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="missing">What to note when it is absent or empty.</param>
    /// <param name="path">How errors name it; null: by <paramref name="name"/>.</param>
    public string Text(JsonElement parent, string name, string missing, string? path = null)
    {
        if (OptionalText(parent, name, path) is { Length: > 0 } text)
        {
            return text;
        }

        Refuse(missing);
        return "";
    }

    /// <summary>A text; null when it is absent, or noted as something else.</summary>
    public string? OptionalText(JsonElement parent, string name, string? path = null)
    {
        if (Member(parent, name) is not { } member)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            Refuse(Care360Texts.WrongType(path ?? name, "a string"));
            return null;
        }

        if (JsonShape.TryGetText(member, out var text) && ContractFormats.IsStorable(text))
        {
            return text;
        }

        Refuse(Care360Texts.WrongType(path ?? name, "a string without U+0000 and unpaired surrogates"));
        return null;
    }

    /// <summary>A flag; null when it is absent, or noted as something else.</summary>
    public bool? Flag(JsonElement parent, string name)
    {
        switch (Member(parent, name)?.ValueKind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Refuse(Care360Texts.WrongType(name, "a boolean"));
                return null;
        }
    }

    /// <summary>A required object; an undefined element, and noted, when it is absent or something else.</summary>
    public JsonElement Object(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { } member)
        {
            Refuse(Care360Texts.MissingField(name));
            return default;
        }

        if (member.ValueKind != JsonValueKind.Object)
        {
            Refuse(Care360Texts.WrongType(name, "an object"));
            return default;
        }

        return member;
    }

    /// <summary>The objects of an array that may be absent, in order; none, and noted, when anything in it is something else.</summary>
    public IReadOnlyList<JsonElement> Objects(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { } member)
        {
            return [];
        }

        if (member.ValueKind == JsonValueKind.Array && member.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object))
        {
            return [.. member.EnumerateArray()];
        }

        Refuse(Care360Texts.WrongType(name, "an array of objects"));
        return [];
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;
}
