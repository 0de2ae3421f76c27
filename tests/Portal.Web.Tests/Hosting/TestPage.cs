using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Web.Tests.Hosting;

/// <summary>A document of the test's own. Public, because only public pages are found.</summary>
[Route("/page")]
public sealed class TestPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        builder.AddMarkupContent(0, "<!DOCTYPE html><html><head></head><body></body></html>");
}
