var app = WebApplication.CreateBuilder(args).Build(); app.MapStaticAssets(); app.MapGet("/health/live", () => "ok"); app.Run();
