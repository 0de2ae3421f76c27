using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.ApiContract.Sweeppea;

/// <summary>Generated JSON of every Sweeppea request and answer: member names as declared. Reading is as strict as <see cref="Care360.Care360Json"/>'s.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NewMarketingEvent))]
[JsonSerializable(typeof(MarketingEventChange))]
[JsonSerializable(typeof(MarketingEventReference))]
[JsonSerializable(typeof(SweeppeaData<CreatedMarketingEvent>))]
[JsonSerializable(typeof(SweeppeaData<UpdatedMarketingEvent>))]
[JsonSerializable(typeof(SweeppeaData<MarketingEvent>))]
[JsonSerializable(typeof(SweeppeaData<MarketingEventList>))]
[JsonSerializable(typeof(SweepstakesAnswer))]
[JsonSerializable(typeof(SweeppeaMessage))]
[JsonSerializable(typeof(SweeppeaRefusal))]
public sealed partial class SweeppeaJson : JsonSerializerContext
{
    /// <summary>How much deeper an event stands in a list (answer, data, events) than in the body that made it: an answer must hold what a body may.</summary>
    private const int DepthOfList = 3;

    /// <summary>The context to use for answers.</summary>
    public static SweeppeaJson Strict { get; } = new(CreateOptions(JsonIgnoreCondition.Never));

    /// <summary>The context to use for request bodies: null members are left out.</summary>
    public static SweeppeaJson Requests { get; } = new(CreateOptions(JsonIgnoreCondition.WhenWritingNull));

    private static JsonSerializerOptions CreateOptions(JsonIgnoreCondition ignored) => new()
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = ignored,
        MaxDepth = Care360.Care360Json.MaxDepth + DepthOfList,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
