using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Components;

/// <summary>The browser's own modal dialog: focus stays inside, Escape closes, and focus returns to where it was.</summary>
public sealed partial class ModalDialog(IJSRuntime script)
{
    private static int _created;

    private readonly string _titleId = string.Create(CultureInfo.InvariantCulture, $"dialog-{Interlocked.Increment(ref _created)}");
    private ElementReference _dialog;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>An extra class, for example <c>dialog--drawer</c>.</summary>
    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await script.InvokeVoidAsync("portal.openDialog", Stopping, _dialog);
        }
    }
}
