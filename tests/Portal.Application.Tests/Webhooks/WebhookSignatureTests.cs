using System.Text;
using Portal.Application.Webhooks;

namespace Portal.Application.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    /// <summary>Test case 2 of RFC 4231.</summary>
    private const string Secret = "Jefe";
    private const string Body = "what do ya want for nothing?";
    private const string Signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    [Fact]
    public void IsOf_TheDocumentedSpelling_True() => Check(Body, Secret, Signature).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    [InlineData("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3842")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843 ")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384\u0663")]
    public void IsOf_AnythingElse_False(string? signature) => Check(Body, Secret, signature).ShouldBeFalse();

    [Theory]
    [InlineData(Body + " ", Secret)]
    [InlineData("", Secret)]
    [InlineData(Body, "jefe")]
    [InlineData(Body, "")]
    public void IsOf_AnotherBodyOrSecret_False(string body, string secret) => Check(body, secret, Signature).ShouldBeFalse();

    private static bool Check(string body, string secret, string? signature) => WebhookSignature.IsOf(Encoding.UTF8.GetBytes(body), secret, signature);
}
