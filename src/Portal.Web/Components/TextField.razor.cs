using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>A labelled input that reports every keystroke.</summary>
public sealed partial class TextField : IHandleEvent
{
    /// <summary>The input's HTML type.</summary>
    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Several lines when above 0.</summary>
    [Parameter]
    public int Rows { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>
    /// Only passes the keystroke on. Rendering here, as a component does after its own events, would write the value from before the keystroke
    /// back into the box, over what was typed meanwhile; the parent's render brings the new value.
    /// </summary>
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg) => callback.InvokeAsync(arg);
}
