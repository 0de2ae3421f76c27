using System.Text.Json.Serialization;

namespace Portal.ApiContract.Sweeppea;

/// <summary>A success with data. Member order as documented; lists have no message.</summary>
public sealed record SweeppeaData<T>(
    bool Response, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message, T Data)
    where T : class
{
    /// <summary>How an answer is read: with or without a message.</summary>
    [JsonConstructor]
    public SweeppeaData(bool response, T data)
        : this(response, Message: null, data)
    {
    }
}

/// <summary>A success without data.</summary>
public sealed record SweeppeaMessage(bool Response, string Message);

/// <summary>A refusal: <c>Response</c> is false, <c>Code</c> the HTTP status.</summary>
public sealed record SweeppeaRefusal(bool Response, string Message, int Code);

/// <summary>Answer of <c>sweepstakes/fetch</c> (companion 2.3): the list stands directly under <c>Data</c>.</summary>
public sealed record SweepstakesAnswer(bool Response, IReadOnlyList<Sweepstakes> Data, int Count);

/// <summary>One sweepstakes; of the vendor's members, those that a calendar needs.</summary>
public sealed record Sweepstakes
{
    public required string SweepstakesToken { get; init; }

    public required string SweepstakesName { get; init; }

    /// <summary>1 SMS, 2 e-mail, 3 social.</summary>
    public int? SweepstakesType { get; init; }

    public string? Handler { get; init; }

    public SweepstakesSettings? Settings { get; init; }

    public bool? Archived { get; init; }

    public bool? Status { get; init; }

    public string? CreationDate { get; init; }
}

/// <summary>When a sweepstakes runs; dates <c>YYYY-MM-DD</c>, times <c>HH:mm</c>, in the zone with the vendor's number <c>Timezone</c>.</summary>
public sealed record SweepstakesSettings
{
    public int? Timezone { get; init; }

    public string? StartDate { get; init; }

    public string? StartTime { get; init; }

    public string? ExpirationDate { get; init; }

    public string? EndTime { get; init; }
}
