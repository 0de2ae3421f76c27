using Dapper;

namespace Portal.Storage;

/// <summary>An SQL list of parameters for <c>IN</c>. Dapper's own expansion sends PostgreSQL an array instead, which SQLite has no match for.</summary>
public sealed class InList
{
    private readonly IReadOnlyList<string> _values;

    public InList(IReadOnlyList<string> values)
    {
        _values = values;
        Sql = values.Count == 0 ? "(NULL)" : $"({string.Join(", ", Enumerable.Range(0, values.Count).Select(i => $"@in{i}"))})";
    }

    /// <summary>With its brackets; matches nothing when there are no values.</summary>
    public string Sql { get; }

    /// <summary>The values, and other parameters of the same statement.</summary>
    public DynamicParameters With(object? others)
    {
        var parameters = new DynamicParameters(others);
        for (var i = 0; i < _values.Count; i++)
        {
            parameters.Add($"in{i}", _values[i]);
        }

        return parameters;
    }
}
