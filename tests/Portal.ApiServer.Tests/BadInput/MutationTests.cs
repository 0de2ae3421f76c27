using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>
/// Random changes to the body of every document: always the envelope, never a fault of the server. 14,000 bodies a run;
/// <c>PORTAL_MUTATIONS</c> sets how many per endpoint. A failure prints the seed that repeats it.
/// </summary>
public sealed class MutationTests(BadInputServer fixture) : IClassFixture<BadInputServer>
{
    private static readonly int PerEndpoint = int.Parse(Environment.GetEnvironmentVariable("PORTAL_MUTATIONS") ?? "2000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Targets => [.. BadInputTarget.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void Body_Mutated_IsAnsweredInTheEnvelope(string name)
    {
        var target = BadInputTarget.All.Single(t => t.Name == name);

        Prop.ForAll(Arb.From(BodyMutations.Of(target.Body)), body => Send(target, body)).Check(Config.QuickThrowOnFailure.WithMaxTest(PerEndpoint));
    }

    private void Send(BadInputTarget target, byte[] body)
    {
        var answer = target.SendAsync(fixture.Server, body).GetAwaiter().GetResult();
        target.ShouldBeInTheEnvelope(answer, Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 2_000)));
    }
}
