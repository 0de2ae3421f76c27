using System.Text;
using Portal.ApiContract.Care360;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>The 318 kinds of text of <see cref="JsonParsingCases"/>, as the whole body and as a member that nobody knows, at every endpoint with a body.</summary>
public sealed class JsonParsingTests(BadInputServer fixture) : IClassFixture<BadInputServer>
{
    private static readonly string[] NotJson = [Care360Texts.NotJson, Care360Texts.DuplicateKey, Care360Texts.EmptyBody];

    public static TheoryData<string> Targets => [.. BadInputTarget.All.Select(target => target.Name)];

    [Fact]
    public void Cases_Count_IsThatOfTheSuite() =>
        (JsonParsingCases.Accepted.Count + JsonParsingCases.Refused.Count + JsonParsingCases.Either.Count).ShouldBe(318);

    [Theory, MemberData(nameof(Targets))]
    public async Task Body_AnyText_IsAnsweredInTheEnvelope(string name)
    {
        var target = TargetOf(name);

        foreach (var (text, json) in JsonParsingCases.Accepted.Concat(JsonParsingCases.Refused).Concat(JsonParsingCases.Either))
        {
            var answer = await target.SendAsync(fixture.Server, json);

            target.ShouldBeInTheEnvelope(answer, text);
            answer.Status.ShouldBe(400, $"{text}: {answer.Body}");
        }
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task UnknownMember_ValidText_ChangesNothing(string name)
    {
        var target = TargetOf(name);
        var usual = await target.SendAsync(fixture.Server, Encoding.UTF8.GetBytes(target.Body));

        foreach (var (text, json) in JsonParsingCases.Accepted.Where(c => !c.Name.Contains("duplicated", StringComparison.Ordinal)))
        {
            var answer = await target.SendAsync(fixture.Server, WithMember(target.Body, json));

            answer.Status.ShouldBe(usual.Status, $"{text}: {answer.Body}");
            NotJson.ShouldNotContain(error => answer.Body.Contains(error, StringComparison.Ordinal), text);
        }
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task UnknownMember_InvalidText_IsNotJson(string name)
    {
        var target = TargetOf(name);

        foreach (var (text, json) in JsonParsingCases.Refused)
        {
            var answer = await target.SendAsync(fixture.Server, WithMember(target.Body, json));

            target.ShouldBeInTheEnvelope(answer, text);
            answer.Status.ShouldBe(400, $"{text}: {answer.Body}");
            NotJson.ShouldContain(error => answer.Body.Contains(error, StringComparison.Ordinal), $"{text}: {answer.Body}");
        }
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task UnknownMember_DisputedText_IsAnsweredInTheEnvelope(string name)
    {
        var target = TargetOf(name);

        foreach (var (text, json) in JsonParsingCases.Either)
        {
            target.ShouldBeInTheEnvelope(await target.SendAsync(fixture.Server, WithMember(target.Body, json)), text);
        }
    }

    private static BadInputTarget TargetOf(string name) => BadInputTarget.All.Single(target => target.Name == name);

    /// <summary>The body with a first member more.</summary>
    private static byte[] WithMember(string body, byte[] json) =>
        [.. "{\"unknown\":"u8, .. json, .. Encoding.UTF8.GetBytes("," + body[(body.IndexOf('{', StringComparison.Ordinal) + 1)..])];
}
