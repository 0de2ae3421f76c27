using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Comments;

public sealed class CommentReaderTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory, ClassData(typeof(Engines))]
    public async Task OfCasesAsync_SeveralComments_AreByCaseOldestFirst(DatabaseEngine engine)
    {
        var clock = new TestClock(Now);
        await using var server = await RunningServer.StartAsync(engine, clock);
        foreach (var (caseId, text) in new[] { (RunningServer.NorthCase, "1"), (RunningServer.ArchivedCase, "2"), (RunningServer.NorthCase, "3") })
        {
            (await server.PostAsync(caseId, CommentBodies.With(("text", $"\"{text}\"")))).Status.ShouldBe(200);
            clock.Advance(Duration.FromMilliseconds(1));
        }

        var comments = await ReadAsync(server, "north", form: null, RunningServer.NorthCase, RunningServer.ArchivedCase, RunningServer.SouthCase);

        comments.Keys.ShouldBe([RunningServer.NorthCase, RunningServer.ArchivedCase], ignoreOrder: true);
        comments[RunningServer.NorthCase].Select(comment => comment.Text).ShouldBe(["1", "3"]);
        comments[RunningServer.ArchivedCase].Select(comment => comment.Text).ShouldBe(["2"]);
        (await ReadAsync(server, "south", form: null, RunningServer.NorthCase)).ShouldBeEmpty();
        (await ReadAsync(server, "north", form: null)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OfCasesAsync_WithoutForm_IsTheMetadataOnly(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, new TestClock(Now));
        var id = CommentBodies.IdOf((await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003)).Body);

        var comment = (await ReadAsync(server, "north", form: null, RunningServer.NorthCase))[RunningServer.NorthCase].ShouldHaveSingleItem();

        comment.Id.ShouldBe(id);
        comment.CreatedAt.ShouldBe("2026-03-01T12:00:00.000Z");
        comment.Author!.FirstName.ShouldBe("John");
        comment.Author.LastName.ShouldBe("Doe");
        Guid.TryParseExact(comment.Author.Id, "D", out _).ShouldBeTrue();
        var attachment = comment.Attachments.ShouldHaveSingleItem();
        (attachment.FileName, attachment.ContentType, attachment.Size, attachment.IsRestricted, attachment.IsPhi, attachment.IsDeleted, attachment.Content, attachment.Url)
            .ShouldBe(("Screenshot_01.png", "image/png", 8, false, false, false, null, null));
        attachment.UploadedBy.ShouldBe(comment.Author);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task OfCasesAsync_AuthorWithoutNames_HasThoseOfThePerson(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.PostAsync(RunningServer.NorthCase, CommentBodies.With(("author", $"{{\"email\":\"{RunningServer.NorthProvider}\",\"lastName\":\"Given\"}}")));

        var comment = (await ReadAsync(server, "north", form: null, RunningServer.NorthCase))[RunningServer.NorthCase].ShouldHaveSingleItem();

        (comment.Author!.FirstName, comment.Author.LastName).ShouldBe(("Robin", "Given"));
    }

    [Fact]
    public async Task OfCasesAsync_SeveralAttachments_AreAsSentEachWithItsPlaceholder()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        await server.PostAsync(RunningServer.NorthCase, CommentBodies.WithFiles([.. Enumerable.Range(0, 20).Select(index => ($"{index}", "QQ=="))]));
        var placeholders = new ContentPlaceholders();

        var comment = (await ReadAsync(server, "north", placeholders, RunningServer.NorthCase))[RunningServer.NorthCase].ShouldHaveSingleItem();

        comment.Attachments!.Select(attachment => attachment.FileName).ShouldBe(Enumerable.Range(0, 20).Select(index => $"{index}"));
        comment.Attachments!.Select(attachment => attachment.Content).Distinct().Count().ShouldBe(20);
        placeholders.Split(JsonSerializer.SerializeToUtf8Bytes(comment)).Count().ShouldBe(21);
    }

    private static Task<IReadOnlyDictionary<string, IReadOnlyList<CaseComment>>> ReadAsync(
        RunningServer server, string organizationId, IAttachmentForm? form, params string[] caseIds) =>
        server.Services.GetRequiredService<CommentReader>().OfCasesAsync(organizationId, caseIds, form, default);
}
