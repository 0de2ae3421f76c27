using System.Net.Http.Headers;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.ApiContract.Care360;
using Portal.ApiServer.Organizations;
using Portal.ApiServer.People;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.ApiServer.Tests;

/// <summary>An answer as it came over the wire.</summary>
public sealed record WireAnswer(int Status, string Body, string? ContentType, string? RetryAfter);

/// <summary>The real server on a free loopback port, with two organisations and a database of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string NorthKey = "north-key-0123456789";
    public const string SouthKey = "south-key-0123456789";
    public const string NorthToken = "north-token-0123456789";
    public const string SouthToken = "south-token-0123456789";
    public const string NorthCase = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    public const string ArchivedCase = "0a1b2c3d-e5f6-4890-abcd-ef1234567890";
    public const string SouthCase = "b2c3d4e5-f6a7-4890-9bcd-ef1234567891";
    public const string NorthProvider = "provider@example.com";
    public const string NorthSubmitter = "submitter@example.com";

    private readonly WebApplication _app;
    private readonly Dictionary<string, string?> _configuration;
    private readonly string? _directory;

    private readonly ServerSetup _setup;

    private RunningServer(WebApplication app, ServerSetup setup, Dictionary<string, string?> configuration, string? directory)
    {
        _app = app;
        _setup = setup;
        _configuration = configuration;
        _directory = directory;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Every endpoint that is mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public Database Database => _app.Services.GetRequiredService<Database>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where attachments are kept.</summary>
    public string AttachmentsDirectory => Path.Combine(_configuration["Data:Directory"]!, "attachments");

    /// <summary>Starts a server. Settings are added to those of the database.</summary>
    public static Task<RunningServer> StartAsync(
        DatabaseEngine engine, IClock? clock = null, string environment = "Production", params (string Key, string Value)[] settings) =>
        StartAsync(engine, new ServerSetup { Clock = clock, Environment = environment }, settings);

    /// <summary>Starts a server of another make. Settings are added to those of the database.</summary>
    internal static async Task<RunningServer> StartAsync(DatabaseEngine engine, ServerSetup setup, params (string Key, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("portal-api-").FullName;
        var configuration = Configure(engine, directory);
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var server = new RunningServer(await StartAsync(configuration, setup), setup, configuration, directory);
        await server.AddOrganizationAsync("north", NorthKey, NorthToken, (NorthCase, false), (ArchivedCase, true));
        await server.AddOrganizationAsync("south", SouthKey, SouthToken, (SouthCase, false));
        return server;
    }

    /// <summary>A second server of the same make on the same database.</summary>
    public async Task<RunningServer> StartReplicaAsync() =>
        new(await StartAsync(_configuration, _setup), _setup, _configuration, directory: null);

    /// <summary>The settings of this server's database, as environment variables for processes of their own.</summary>
    public IReadOnlyList<string> ProcessEnvironment() =>
        [.. _configuration.Select(setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}"), "ApiServer__RateLimit__Requests=1000000"];

    private static Dictionary<string, string?> Configure(DatabaseEngine engine, string directory) => engine == DatabaseEngine.Sqlite
        ? new Dictionary<string, string?> { ["Data:Directory"] = directory }
        : new Dictionary<string, string?>
        {
            ["Data:Directory"] = directory,
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:ApiServer"] = PostgreSqlCluster.Shared.CreateDatabase(),
        };

    /// <summary>POST to a case; <paramref name="key"/> null sends none.</summary>
    public Task<WireAnswer> PostAsync(string caseId, string json, string? key = NorthKey, string? idempotencyKey = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(HttpMethod.Post, $"/api/v1/cases/{caseId}", content, key, idempotencyKey);
    }

    /// <summary>A call of the Sweeppea API; <paramref name="json"/> null sends no body, <paramref name="token"/> null no token.</summary>
    public async Task<WireAnswer> SweeppeaAsync(
        HttpMethod method, string path, string? json, string? token = NorthToken, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation(Care360Routes.IdempotencyKeyHeader, idempotencyKey);
        }

        return await SendAsync(request);
    }

    public Task<WireAnswer> GetAsync(string pathAndQuery, string? key = NorthKey) => SendAsync(HttpMethod.Get, pathAndQuery, content: null, key);

    public async Task<WireAnswer> SendAsync(HttpMethod method, string pathAndQuery, HttpContent? content, string? key, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(Care360Routes.ApiKeyHeader, key);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation(Care360Routes.IdempotencyKeyHeader, idempotencyKey);
        }

        return await SendAsync(request);
    }

    public async Task<WireAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new WireAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
    }

    /// <summary>No upload has left a temporary file. Ask after the answer to a whole request.</summary>
    public void NothingIsIncoming() => IncomingFiles().ShouldBeEmpty();

    /// <summary>The temporary files of uploads.</summary>
    public string[] IncomingFiles() =>
        Path.Combine(AttachmentsDirectory, "incoming") is var directory && Directory.Exists(directory) ? Directory.GetFiles(directory) : [];

    /// <summary>Creates an event through the API and returns its id.</summary>
    public async Task<string> CreateAsync(string caseId = NorthCase, string key = NorthKey, string? json = null)
    {
        var answer = await PostAsync(caseId, json ?? Bodies.Create(), key);
        answer.Status.ShouldBe(200, answer.Body);
        return Bodies.EventIdOf(answer.Body);
    }

    /// <summary>Makes an event look as if another agent had made it.</summary>
    public Task SetAgentAsync(string eventId, string agentName) =>
        Database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "UPDATE calendar_events SET agent_name = @agentName WHERE organization_id = 'north' AND id = @eventId",
                new { agentName, eventId },
                write.Transaction),
            CancellationToken.None);

    public Task<long> CountEventsAsync(string organizationId = "north") =>
        Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM calendar_events WHERE organization_id = @organizationId", new { organizationId }),
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_directory is not null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(Dictionary<string, string?> configuration, ServerSetup setup)
    {
        var app = await ApiServerHost.CreateAsync(
            new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(),
            setup.Environment,
            "http://127.0.0.1:0",
            setup.Logging,
            services =>
            {
                services.AddSingleton(setup.Clock ?? SystemClock.Instance);
                setup.Services?.Invoke(services);
            },
            CancellationToken.None);
        await app.StartAsync();
        return app;
    }

    private Task AddOrganizationAsync(string id, string key, string token, params (string Id, bool IsArchived)[] cases) =>
        Database.WriteAsync(
            async write =>
            {
                var now = SystemClock.Instance.GetCurrentInstant();
                await OrganizationStore.AddAsync(write, id, id, "Etc/UTC", now);
                await OrganizationStore.AddKeyAsync(write, id, KeyApi.Care360, ApiKey.Hash(key), now);
                await OrganizationStore.AddKeyAsync(write, id, KeyApi.Sweeppea, ApiKey.Hash(token), now);
                await UserStore.AddAsync(write, id, new NewUser(NorthProvider, "Robin", "Provider", UserRoles.Staff), now);
                await UserStore.AddAsync(write, id, new NewUser(NorthSubmitter, "Sam", "Submitter", UserRoles.Patient), now);
                foreach (var (caseId, isArchived) in cases)
                {
                    await write.Connection.ExecuteAsync(
                        """
                        INSERT INTO cases (organization_id, id, short_id, title, status, is_archived, submitter_name, submitter_email, created_at, updated_at)
                        VALUES (@id, @caseId, 'S-1', 'A case', 'OPEN', @isArchived, 'Somebody', @email, @now, @now)
                        """,
                        new { id, caseId, isArchived, email = NorthSubmitter, now },
                        write.Transaction);
                }
            },
            CancellationToken.None);
}
