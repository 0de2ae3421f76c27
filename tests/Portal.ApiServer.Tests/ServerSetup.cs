using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Portal.ApiServer.Tests;

/// <summary>What differs from a server in production.</summary>
internal sealed record ServerSetup
{
    /// <summary>Null: the system's.</summary>
    public IClock? Clock { get; init; }

    public string Environment { get; init; } = "Production";

    /// <summary>Services that take the place of the server's own.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Null: no log.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
