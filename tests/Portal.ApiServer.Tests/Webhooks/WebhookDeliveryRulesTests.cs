using NodaTime;
using Portal.ApiServer.Webhooks;

namespace Portal.ApiServer.Tests.Webhooks;

public sealed class WebhookDeliveryRulesTests
{
    private static readonly Instant Created = Instant.FromUtc(2026, 3, 4, 5, 6);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    [InlineData(5, 1800)]
    [InlineData(6, 3600)]
    [InlineData(7, 3600)]
    [InlineData(1000, 3600)]
    public void NextTry_FailedTries_PausesGrowToAnHour(int failed, int seconds)
    {
        WebhookDeliveryRules.NextTry(Created, failed, Created, jitter: 0).ShouldBe(Created + Duration.FromSeconds(seconds));
        WebhookDeliveryRules.NextTry(Created, failed, Created, jitter: 1).ShouldBe(Created + Duration.FromSeconds(seconds * 1.1));
    }

    [Fact]
    public void NextTry_After24Hours_IsNone()
    {
        var last = Created + Duration.FromHours(23);

        WebhookDeliveryRules.NextTry(Created, 20, last, jitter: 0).ShouldBe(Created + Duration.FromHours(24));
        WebhookDeliveryRules.NextTry(Created, 20, last + Duration.FromMilliseconds(1), jitter: 0).ShouldBeNull();
        WebhookDeliveryRules.NextTry(Created, 1, Created + Duration.FromHours(30), jitter: 0).ShouldBeNull();
    }
}
