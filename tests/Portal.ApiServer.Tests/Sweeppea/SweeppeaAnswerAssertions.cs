namespace Portal.ApiServer.Tests.Sweeppea;

/// <summary>What a refusal of the Sweeppea API is, to the letter.</summary>
internal static class SweeppeaAnswerAssertions
{
    public static void ShouldBeRefused(this WireAnswer answer, int status, string message)
    {
        answer.Status.ShouldBe(status, answer.Body);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe($$"""{"Response":false,"Message":"{{message}}","Code":{{status}}}""");
    }
}
