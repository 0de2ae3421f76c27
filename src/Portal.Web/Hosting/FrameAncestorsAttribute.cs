namespace Portal.Web.Hosting;

/// <summary>On a page or endpoint: who may frame it, instead of the portal's own origin and <c>Embedding:AllowedOrigins</c>.</summary>
/// <param name="sources">A <c>frame-ancestors</c> source list, for example <c>'none'</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class FrameAncestorsAttribute(string sources) : Attribute
{
    public string Sources { get; } = sources;
}
