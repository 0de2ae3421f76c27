using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shell;

/// <summary>Chooses the page. Its parameter is the bridge from the request to the circuit.</summary>
public sealed partial class Routes(ViewerContext viewerContext)
{
    [Parameter, EditorRequired]
    public required ViewerState Viewer { get; set; }

    protected override void OnInitialized() => viewerContext.Start(Viewer);
}
