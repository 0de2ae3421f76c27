using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Portal.Web.Calendar;

/// <summary>Asks about a local time that happens twice, or never.</summary>
public sealed partial class LocalTimeQuestion
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>"Start" or "End".</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required ReadTime Time { get; set; }

    /// <summary>The chosen offset as text, or null.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public EventCallback<string> OnOffset { get; set; }

    [Parameter]
    public EventCallback<LocalDateTime> OnTime { get; set; }
}
