using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Application.Organizations;

namespace Portal.Application.Tests.Organizations;

/// <summary>The organisations over a configuration that a test can change, with everything that is logged.</summary>
internal sealed class OrganizationsFixture : IDisposable, ILoggerProvider, ILogger
{
    private readonly ServiceProvider _services;
    private readonly List<string> _logged = [];

    public OrganizationsFixture(
        Dictionary<string, string?> settings,
        BackendMode mode = BackendMode.Remote,
        bool isDevelopment = false)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(this))
            .AddSingleton<IConfiguration>(Configuration)
            .AddSingleton<IDateTimeZoneProvider>(DateTimeZoneProviders.Tzdb)
            .AddSingleton(new BackendOptions(mode, isDevelopment))
            .AddSingleton(new EmbeddedAddress(new Uri("http://localhost:5081")))
            .AddOrganizations()
            .BuildServiceProvider();
    }

    public IConfigurationRoot Configuration { get; }

    public IReadOnlyList<string> Logged => _logged;

    public OrganizationDirectory Directory => _services.GetRequiredService<OrganizationDirectory>();

    public EmbeddedAddress Embedded => _services.GetRequiredService<EmbeddedAddress>();

    public OrganizationsOptions Options => _services.GetRequiredService<IOptionsMonitor<OrganizationsOptions>>().CurrentValue;

    public static Dictionary<string, string?> Valid() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Organizations:acme:Name"] = "Acme Clinic",
        ["Organizations:acme:Tenant"] = "33333333-3333-4333-8333-333333333333",
        ["Organizations:acme:TimeZone"] = "Europe/Vienna",
        ["Organizations:acme:Care360:ApiKey"] = "canary-care360",
        ["Organizations:acme:Care360:WebhookSecret"] = "canary-of-webhooks",
        ["Organizations:acme:Sweeppea:ApiKey"] = "canary-sweeppea",
    };

    /// <summary>Changes values, as a changed file does. Null removes one.</summary>
    public void Change(params (string Key, string? Value)[] changes)
    {
        foreach (var (key, value) in changes)
        {
            Configuration[key] = value;
        }

        Configuration.Reload();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Add(formatter(state, exception) + exception);

    public void Dispose() => _services.Dispose();
}
