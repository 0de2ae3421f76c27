namespace Portal.Application.Organizations;

/// <summary>Which upstreams the portal talks to.</summary>
public enum BackendMode
{
    /// <summary>The compatible server inside this process.</summary>
    Embedded,

    /// <summary>The vendors' APIs, or a compatible server elsewhere.</summary>
    Remote,
}

/// <summary>Section <c>Backend</c>, already checked.</summary>
/// <param name="Mode"><c>Backend:Mode</c>.</param>
/// <param name="IsDevelopment">Demo keys and plain http are for Development only.</param>
public sealed record BackendOptions(BackendMode Mode, bool IsDevelopment);
