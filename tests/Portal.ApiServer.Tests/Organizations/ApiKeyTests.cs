using Dapper;
using NodaTime;
using Portal.ApiServer.Organizations;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests.Organizations;

public sealed class ApiKeyTests
{
    [Fact]
    public void Create_Twice_Is256BitsAndNeverTheSame()
    {
        var key = ApiKey.Create();

        key.Length.ShouldBe(43);
        ApiKey.Create().ShouldNotBe(key);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Key_Stored_IsOnlyAHash(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);

        var hashes = await server.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>("SELECT key_hash FROM organization_keys ORDER BY organization_id, api")).ToList(), default);

        hashes.ShouldBe(
        [
            ApiKey.Hash(RunningServer.NorthKey), ApiKey.Hash(RunningServer.NorthToken), ApiKey.Hash(RunningServer.SouthKey), ApiKey.Hash(RunningServer.SouthToken),
        ]);
        hashes[0].ShouldMatch("^[0-9a-f]{64}$");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Key_Revoked_IsRefusedWithinSeconds(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);
        await server.CreateAsync();

        var isRevoked = await server.Database.WriteAsync(
            write => OrganizationStore.RevokeKeyAsync(
                write, "north", ApiKey.Hash(RunningServer.NorthKey), SystemClock.Instance.GetCurrentInstant()),
            default);

        isRevoked.ShouldBeTrue();
        await Eventually.TrueAsync(
            async () => (await server.PostAsync(RunningServer.NorthCase, Bodies.Create())).Status == 401, "the key is refused", TimeSpan.FromSeconds(10));
        (await server.PostAsync(RunningServer.SouthCase, Bodies.Create(), RunningServer.SouthKey)).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task RevokeKeyAsync_OtherOrganizations_ChangesNothing(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine);

        var isRevoked = await server.Database.WriteAsync(
            write => OrganizationStore.RevokeKeyAsync(
                write, "south", ApiKey.Hash(RunningServer.NorthKey), SystemClock.Instance.GetCurrentInstant()),
            default);

        isRevoked.ShouldBeFalse();
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Key_OfTheOtherApi_DoesNotOpenCare360(DatabaseEngine engine)
    {
        await using var server = await RunningServer.StartAsync(engine, environment: "Development");

        var answer = await server.PostAsync(RunningServer.NorthCase, Bodies.Create(), "demo-sweeppea-northside");

        answer.Status.ShouldBe(401);
    }
}
