using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Description;

/// <summary>Whose API an operation belongs to; decides its base path, its key and its answer to faults.</summary>
internal enum ApiOwner
{
    Care360,
    Sweeppea,
    Server,
}

/// <summary>One endpoint as <c>/openapi/v1.json</c> describes it. The endpoints are plain request delegates, so this is all the document knows of them.</summary>
internal sealed record ApiOperation
{
    /// <summary>For example <c>POST</c>; an endpoint served under two methods has both, the one to use first.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The route pattern without the base path.</summary>
    public required string Path { get; init; }

    public required ApiOwner Owner { get; init; }

    /// <summary>Unique; the second method's id has its name behind it.</summary>
    public required string Id { get; init; }

    public required string Tag { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Exactly one of them is sent; empty for an operation without a body.</summary>
    public IReadOnlyList<ApiBody> Bodies { get; init; } = [];

    /// <summary>In the order of the document; several of one status are alternatives.</summary>
    public required IReadOnlyList<ApiOutcome> Outcomes { get; init; }
}

/// <summary>A parameter. All of them are texts on the wire.</summary>
internal sealed record ApiParameter(string Name, string Description)
{
    public bool IsRequired { get; init; }

    public bool IsHeader { get; init; }

    public bool IsInPath { get; init; }

    /// <summary>A format of JSON Schema; null for none.</summary>
    public string? Format { get; init; }

    /// <summary>The only values; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public string? Example { get; init; }
}

/// <summary>A request body: its shape, and one that works.</summary>
internal sealed record ApiBody(string Name, Type Type, string Example);

/// <summary>An answer: its status, when it is given, its shape and how it looks.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="When">When it is given, as half a sentence.</param>
/// <param name="Type">The shape; null for a file.</param>
/// <param name="Example">JSON; empty for a file.</param>
internal sealed record ApiOutcome(int Status, string When, Type? Type, string Example)
{
    public bool HasRetryAfter { get; init; }

    /// <summary>A Care360 refusal: the server's own answer is the example.</summary>
    public static ApiOutcome Of(string when, ApiAnswer answer) =>
        new(answer.Status, when, typeof(ApiContract.Care360.Care360Message), answer.Json);
}
