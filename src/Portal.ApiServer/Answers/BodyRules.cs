using System.Collections.Frozen;
using System.Text.Json;
using FluentValidation;

namespace Portal.ApiServer.Answers;

/// <summary>What the bodies of one request must be: the JSON types of their members first, then the contract's validator.</summary>
/// <param name="validator">Its failures name the record's properties.</param>
/// <param name="root">Path of the object that the record is read from; empty for the body itself.</param>
/// <param name="paths">Every documented path, in documented order, which is also the order of the errors.</param>
/// <param name="read">Makes the record from the body; null when the object it is in is missing, which the shape notes.</param>
internal sealed class BodyRules<T>(IValidator<T> validator, string root, IReadOnlyList<string> paths, Func<JsonShape, T?> read)
    where T : class
{
    /// <summary>Property names and paths differ in letter case and nothing else: <c>TimeZone</c> is <c>timezone</c> in one document.</summary>
    private readonly FrozenDictionary<string, string> _paths = paths.ToFrozenDictionary(path => path, StringComparer.OrdinalIgnoreCase);

    /// <summary>The record; otherwise every error as <c>path, text</c>, in documented order, joined by <c>; </c>.</summary>
    public (T? Value, string? Errors) Read(JsonElement body)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var value = read(new JsonShape(body, "", errors));
        foreach (var failure in value is null ? [] : validator.Validate(value).Errors)
        {
            // A member of the wrong type reads as empty; what was noted for it is the truer text.
            errors.TryAdd(PathOf(failure.PropertyName), failure.ErrorMessage);
        }

        return errors.Count == 0
            ? (value, null)
            : (null, string.Join("; ", paths.Where(errors.ContainsKey).Select(path => $"{path}, {errors[path]}")));
    }

    private string PathOf(string property) => _paths[root.Length == 0 ? property : $"{root}.{property}"];
}
