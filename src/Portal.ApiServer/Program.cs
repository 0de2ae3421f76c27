using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Console;
using NodaTime;
using Portal.ApiServer.Administration;
using Portal.ApiServer.Configuration;
using Portal.Storage;

namespace Portal.ApiServer;

/// <summary>The server as a process of its own, configured by environment variables and the command line; with a command, its administration. Internal, in a namespace: the portal has a Program too.</summary>
internal static class Program
{
    private const string DefaultUrl = "http://localhost:5081";

    /// <summary>Runs until a signal. Returns 1 after one line on standard error when the configuration, the database or the address is at fault.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddEnvironmentVariables("ASPNETCORE_")
                .AddEnvironmentVariables("DOTNET_")
                .AddEnvironmentVariables()
                .AddCommandLine(AdministrationProgram.IsMeant(args) ? [] : args)
                .Build();
            if (AdministrationProgram.IsMeant(args))
            {
                return await AdministerAsync(args, configuration);
            }

            await using var app = await ApiServerHost.CreateAsync(
                configuration,
                configuration["Environment"] ?? Environments.Production,
                configuration["Urls"] ?? DefaultUrl,
                LogToConsole,
                configureServices: null,
                CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is ApiServerConfigurationException or DatabaseUnavailableException or IOException or FormatException)
        {
            // FormatException: a command line that is none. IOException: the address is in use.
            await Console.Error.WriteLineAsync(e.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static async Task<int> AdministerAsync(string[] args, IConfiguration configuration)
    {
        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        await using var input = Console.OpenStandardInput();
        return await new AdministrationProgram(SystemClock.Instance, input, Console.Out, Console.Error).RunAsync(args, configuration, interrupted.Token);

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }

    private static void LogToConsole(ILoggingBuilder logging) => logging
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        })
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
}
