using FsCheck.Fluent;

namespace Portal.ApiServer.Tests.BadInput;

/// <summary>Bad bodies leave no memory behind. It is the whole process's memory, so no other test may run beside this one.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests(BadInputServer fixture) : IClassFixture<BadInputServer>
{
    [Fact]
    public void Body_ThousandsMutated_LeaveNoMemoryBehind()
    {
        var target = BadInputTarget.All[0];
        var bodies = BodyMutations.Of(target.Body).Sample(3_000, 50).ToList();
        bodies.ForEach(body => target.SendAsync(fixture.Server, body).GetAwaiter().GetResult());
        var before = GC.GetTotalMemory(forceFullCollection: true);

        bodies.ForEach(body => target.SendAsync(fixture.Server, body).GetAwaiter().GetResult());

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(4L * 1024 * 1024);
    }
}

/// <summary>Tests that no other may run beside.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
