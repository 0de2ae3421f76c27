using Microsoft.AspNetCore.Components;

namespace Portal.Web.Components;

/// <summary>What every labelled field has: its value as text, a hint and an error, both tied to the input for screen readers.</summary>
public abstract class Field : PortalComponent
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    /// <summary>For <c>aria-describedby</c>: the error first.</summary>
    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-hint",
        (null, not null) => $"{Id}-error",
        _ => $"{Id}-error {Id}-hint",
    };
}
