using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

/// <summary>A document with an inline script under this request's nonce. Public, because only public pages are found.</summary>
[Route("/page")]
public sealed class TestPage(CspNonce nonce) : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        builder.AddMarkupContent(0, $"<!DOCTYPE html><html><head><script nonce=\"{nonce.Value}\">1</script></head><body></body></html>");
}
