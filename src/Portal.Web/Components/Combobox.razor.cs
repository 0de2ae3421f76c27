using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Web.Components;

/// <summary>A text box that suggests from a searched list. What is typed stays what is typed; a choice is an offer, not a demand.</summary>
public sealed partial class Combobox
{
    private IReadOnlyList<ComboboxOption> _options = [];
    private string _text = "";
    private string? _lastValue;
    private int _active = -1;
    private int _searches;
    private bool _isFocused;
    private bool _isDismissed;

    /// <summary>Finds the options for a text; an empty text asks for the first ones.</summary>
    [Parameter, EditorRequired]
    public required Func<string, CancellationToken, Task<IReadOnlyList<ComboboxOption>>> Search { get; set; }

    [Parameter]
    public EventCallback<ComboboxOption> OnChosen { get; set; }

    /// <summary>The list stands below the box instead of opening over what follows; for a dialog that is only this choice.</summary>
    [Parameter]
    public bool IsListAlwaysOpen { get; set; }

    private bool IsOpen => _options.Count > 0 && (IsListAlwaysOpen || (_isFocused && !_isDismissed));

    private string ListId => $"{Id}-list";

    private string Announcement => !_isFocused ? ""
        : _options.Count == 0 ? "No matches"
        : string.Create(CultureInfo.InvariantCulture, $"{_options.Count} matches");

    protected override async Task OnInitializedAsync()
    {
        if (IsListAlwaysOpen)
        {
            await FindAsync("");
        }
    }

    /// <summary>The parent's value counts when it is a new one; a render on the way may still carry the one from before a keystroke.</summary>
    protected override void OnParametersSet()
    {
        if (!string.Equals(Value, _lastValue, StringComparison.Ordinal))
        {
            _text = _lastValue = Value;
        }
    }

    private string OptionId(int index) => string.Create(CultureInfo.InvariantCulture, $"{Id}-option-{index}");

    private async Task OnFocusInAsync()
    {
        if (!_isFocused)
        {
            _isFocused = true;
            _isDismissed = true;
            if (_options.Count == 0)
            {
                await FindAsync("");
            }
        }
    }

    private void OnFocusOut()
    {
        _isFocused = false;
        _active = -1;
    }

    private async Task TypeAsync(string text)
    {
        _text = text;
        _isDismissed = false;

        // Asked first, in the order of typing: whoever listens may take long to save the value.
        var search = FindAsync(text);
        await ValueChanged.InvokeAsync(text);
        await search;
    }

    private async Task FindAsync(string text)
    {
        var search = ++_searches;
        var found = await Search(text, Stopping);

        // Answers may overtake each other while somebody types; only the last question's counts.
        if (search == _searches)
        {
            _options = found;
            _active = -1;
        }
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs pressed)
    {
        switch (pressed.Key)
        {
            case "ArrowDown":
                if (_options.Count == 0 || _isDismissed)
                {
                    await FindAsync(_options.Count == 0 ? _text : "");
                }

                _isDismissed = false;
                Move(1);
                break;
            case "ArrowUp":
                _isDismissed = false;
                Move(-1);
                break;
            case "Enter" when IsOpen && _active >= 0:
                await ChooseAsync(_options[_active]);
                break;
            case "Escape":
                _isDismissed = true;
                _active = -1;
                break;
        }
    }

    private void Move(int step)
    {
        if (_options.Count > 0)
        {
            _active = _active < 0 && step < 0 ? _options.Count - 1 : (_active + step + _options.Count) % _options.Count;
        }
    }

    private async Task ChooseAsync(ComboboxOption option)
    {
        _isDismissed = true;
        _active = -1;
        _text = option.Text;
        await ValueChanged.InvokeAsync(option.Text);
        await OnChosen.InvokeAsync(option);
    }
}
