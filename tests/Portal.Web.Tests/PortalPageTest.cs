using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.TimeZones;
using Portal.ApiClient.Care360;
using Portal.Application;
using Portal.Application.Booking;
using Portal.Application.Drafts;
using Portal.Application.Organizations;
using Portal.Application.People;
using Portal.Storage;
using Portal.TestSupport;
using Portal.Web.Shell;

namespace Portal.Web.Tests;

/// <summary>
/// A test of a page: the real services on a database of its own, a service that answers as told, and a clock and timers that a test moves. The
/// viewer, Dana, is in New York, where it is the morning of Monday, 1 March 2027.
/// </summary>
public abstract class PortalPageTest : BunitContext, IAsyncLifetime
{
    /// <summary>When a test begins.</summary>
    protected static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 12, 0);

    protected static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    protected static readonly Caller Dana = new("t:1", "Dana Reyes", "dana@northside.example", "northside", new HashSet<string>(StringComparer.Ordinal) { PortalRoles.Clinical });

    private TestDatabase? _test;

    protected PortalPageTest()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    private protected FakeScheduling Care360 { get; } = new();

    private protected HandTimers Timers { get; } = new();

    protected TestClock Clock { get; } = new(Now);

    protected TestDatabase Test => _test.ShouldNotBeNull();

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, typeof(BookingService).Assembly);
        AddPortal(Services, _test.Database);
        Services.AddPortalPages().AddSingleton<TimeProvider>(Timers);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }
    }

    /// <summary>What stands in an element, with single spaces.</summary>
    protected static string TextOf(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected static bool Says(IElement element, string text) => string.Equals(TextOf(element), text, StringComparison.Ordinal);

    protected static IElement Button(IRenderedComponent<IComponent> rendered, string text) => rendered.FindAll("button").Single(button => Says(button, text));

    /// <summary>The portal's services on a database: those of the test, or of another replica.</summary>
    private protected IServiceCollection AddPortal(IServiceCollection services, Database database)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        return services
            .AddSingleton(database)
            .AddSingleton(database.Changes)
            .AddSingleton<ICare360Api>(Care360)
            .AddSingleton<IClock>(Clock)
            .AddSingleton(TzdbDateTimeZoneSource.Default)
            .AddSingleton(DateTimeZoneProviders.Tzdb)
            .Configure<OrganizationsOptions>(options => options.ById["northside"] = new OrganizationOptions
            {
                Name = "Northside",
                TimeZone = NewYork.Id,
                Care360 = new Care360Options { BaseAddress = "http://upstream.example", ApiKey = "test", HonoursIdempotencyKey = false },
            })
            .AddPortalApplication(new ConfigurationBuilder().Build())
            .AddDrafts()
            .AddPeople();
    }
}
