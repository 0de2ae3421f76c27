using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>A labelled input that reports every keystroke, with its hint and its error tied to it for screen readers.</summary>
public sealed partial class TextField : IHandleEvent
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>The input's HTML type.</summary>
    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Several lines when above 0.</summary>
    [Parameter]
    public int Rows { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>
    /// Only passes the keystroke on. Rendering here, as a component does after its own events, would write the value from before the keystroke
    /// back into the box, over what was typed meanwhile; the parent's render brings the new value.
    /// </summary>
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg) => callback.InvokeAsync(arg);

    private string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-hint",
        (null, not null) => $"{Id}-error",
        _ => $"{Id}-error {Id}-hint",
    };
}
