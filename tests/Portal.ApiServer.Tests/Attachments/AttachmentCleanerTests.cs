using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Portal.ApiServer.Attachments;
using Portal.ApiServer.Tests.Comments;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Attachments;

public sealed class AttachmentCleanerTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task CleanAsync_OldFiles_RemovesWhatNobodyNeeds(DatabaseEngine engine)
    {
        var clock = new TestClock(SystemClock.Instance.GetCurrentInstant());
        await using var server = await RunningServer.StartAsync(engine, clock);
        (await server.PostAsync(RunningServer.NorthCase, CommentBodies.Document003)).Status.ShouldBe(200);
        var needed = Directory.GetFiles(server.AttachmentsDirectory, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var orphan = Write(server, "north", "aa", new string('a', 64));
        var unfinished = Write(server, "incoming", "", "0123");
        var files = new[] { needed, orphan, unfinished };

        await CleanAsync(server);
        files.Where(File.Exists).ShouldBe(files);

        clock.Advance(Duration.FromMinutes(61));
        await CleanAsync(server);
        files.Where(File.Exists).ShouldBe([needed, orphan]);

        clock.Advance(Duration.FromHours(24));
        await CleanAsync(server);
        files.Where(File.Exists).ShouldBe([needed]);
    }

    [Fact]
    public async Task Delete_ContentKeptAgainMeanwhile_PutsItBack()
    {
        await using var server = await RunningServer.StartAsync(DatabaseEngine.Sqlite);
        var sha256 = new string('b', 64);
        var path = Write(server, "north", "bb", sha256);

        server.Services.GetRequiredService<AttachmentFiles>()
            .Delete("north", sha256, SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1));

        File.Exists(path).ShouldBeTrue();
        server.NothingIsIncoming();
    }

    private static string Write(RunningServer server, string directory, string subdirectory, string name)
    {
        var path = Path.Combine(server.AttachmentsDirectory, directory, subdirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        return path;
    }

    private static Task CleanAsync(RunningServer server) =>
        server.Services.GetServices<IHostedService>().OfType<AttachmentCleaner>().Single().CleanAsync(default);
}
