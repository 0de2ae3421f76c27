using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Comments;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;

namespace Portal.ApiServer.Tests.Answers;

public sealed class StreamedAnswerTests(Servers servers) : IClassFixture<Servers>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(48 * 1024)]
    [InlineData((48 * 1024) + 1)]
    [InlineData(1_000_000)]
    public async Task WriteToAsync_Contents_AreInPlaceOfTheirPlaceholders(int length)
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        byte[][] contents = [RandomNumberGenerator.GetBytes(length), "second"u8.ToArray()];
        var (json, placeholders) = await ReadAsync(server, contents);

        var (context, body) = NewContext();
        await server.Services.GetRequiredService<StreamedAnswer>().WriteToAsync(context, 200, json, placeholders);

        body.Length.ShouldBe(context.Response.ContentLength!.Value);
        context.Response.ContentType.ShouldBe("application/json; charset=utf-8");
        using var document = JsonDocument.Parse(body.ToArray());
        document.RootElement.GetProperty("Attachments").EnumerateArray().Select(attachment => attachment.GetProperty("Content").GetBytesFromBase64())
            .ShouldBe(contents);
    }

    [Fact]
    public async Task WriteToAsync_MissingFile_SendsNothing()
    {
        var server = await servers.OfAsync(DatabaseEngine.Sqlite);
        var content = RandomNumberGenerator.GetBytes(10);
        var (json, placeholders) = await ReadAsync(server, content);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        File.Delete(Path.Combine(server.AttachmentsDirectory, "north", sha256[..2], sha256));

        var (context, body) = NewContext();
        await Should.ThrowAsync<IOException>(() => server.Services.GetRequiredService<StreamedAnswer>().WriteToAsync(context, 200, json, placeholders));

        body.Length.ShouldBe(0);
        context.Response.ContentLength.ShouldBeNull();
    }

    [Fact]
    public void Split_TextThatLooksLikeAPlaceholder_IsText()
    {
        var other = new ContentPlaceholders().Add(new AttachmentFile());
        var placeholders = new ContentPlaceholders();
        placeholders.Add(new AttachmentFile());

        placeholders.Split(JsonSerializer.SerializeToUtf8Bytes(new[] { other })).ShouldHaveSingleItem().File.ShouldBeNull();
    }

    private static (HttpContext Context, MemoryStream Body) NewContext()
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        return (context, body);
    }

    private static async Task<(byte[] Json, ContentPlaceholders Placeholders)> ReadAsync(RunningServer server, params byte[][] contents)
    {
        var answer = await server.PostAsync(
            RunningServer.NorthCase, CommentBodies.WithFiles([.. contents.Select(content => ("x", Convert.ToBase64String(content)))]));
        answer.Status.ShouldBe(200, answer.Body);
        var placeholders = new ContentPlaceholders();
        var comments = await server.Services.GetRequiredService<CommentReader>().OfCasesAsync("north", [RunningServer.NorthCase], form: null, default);
        var id = CommentBodies.IdOf(answer.Body);
        var comment = comments[RunningServer.NorthCase].Single(found => found.Id == id);
        var files = server.Services.GetRequiredService<AttachmentStore>();
        var attachments = new List<ApiContract.Care360.Cases.CaseAttachment>();
        foreach (var attachment in comment.Attachments!)
        {
            attachments.Add(placeholders.Complete(attachment, (await files.FindAsync("north", attachment.Id, default))!));
        }

        return (JsonSerializer.SerializeToUtf8Bytes(comment with { Attachments = attachments }), placeholders);
    }
}
