using Portal.ApiClient;
using Portal.Application;
using Portal.Web.Hosting;

try
{
    var builder = PortalHost.CreateBuilder(args);
    builder.AddPortalHosting();
    builder.Services.AddPortalApiClients();
    builder.Services.AddPortalApplication(builder.Configuration);
    builder.Services.AddAuthentication();
    builder.Services.AddAuthorization();

    await using var app = builder.Build();
    await app.PreparePortalAsync(CancellationToken.None);
    app.UsePortalHosting();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapPortalHosting();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.Describe(e) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}

/// <summary>Public for the tests that start the portal in their own process.</summary>
public partial class Program;
