using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.EndToEnd.Tests.Hosting;

/// <summary>An upstream that reads a create in full and then cuts the connection, and whose list is always refused.</summary>
public sealed class CuttingUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _creates;

    private CuttingUpstream(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>How often a create arrived.</summary>
    public int Creates => _creates;

    public static async Task<CuttingUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var upstream = new CuttingUpstream(app);
        app.MapPost("/api/v1/cases/{caseId}", upstream.ReadAndCutAsync);
        await app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReadAndCutAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        Interlocked.Increment(ref _creates);
        context.Abort();
    }
}
