using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.ApiClient;
using Portal.Application;
using Portal.Application.Organizations;
using Portal.Storage;

// The portal's workers without its pages, as a process of their own that a test can kill:
// the real sender, sweeper and sync over the real HTTP client. Settings come as environment variables.
var builder = Host.CreateApplicationBuilder(args);
var settings = builder.Configuration;
builder.Services.AddSingleton(_ => Database.Open(new DatabaseOptions
{
    Engine = settings.GetValue<DatabaseEngine>("Database:Provider"),
    ConnectionString = settings.GetConnectionString("Portal") ?? throw new InvalidOperationException("ConnectionStrings:Portal is missing."),
}));
builder.Services.Configure<OrganizationsOptions>(organizations => organizations.ById["northside"] = new OrganizationOptions
{
    Name = "Northside",
    TimeZone = "America/New_York",
    Care360 = new Care360Options
    {
        BaseAddress = settings["Upstream"],
        ApiKey = "kill-test",
        HonoursIdempotencyKey = settings.GetValue<bool>("HonoursIdempotencyKey"),
    },
});
builder.Services.AddSingleton<IApiCredentialsSource>(services => services.GetRequiredService<OrganizationDirectory>());
builder.Services.AddPortalApiClients();
builder.Services.AddPortalApplication(settings);

using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("started");
await host.WaitForShutdownAsync();
