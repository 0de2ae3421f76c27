using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Portal.Web.Components;

namespace Portal.Web.Tests.Components;

public sealed class ComboboxTests : BunitContext
{
    [Fact]
    public async Task Type_AnswersOvertakeEachOther_ShowsThoseOfTheLastText()
    {
        var slow = new TaskCompletionSource<IReadOnlyList<ComboboxOption>>();
        var box = Render<Combobox>(p => p
            .Add(c => c.Id, "box").Add(c => c.Label, "Case")
            .Add(c => c.Search, (text, _) => text is "k" ? slow.Task : Task.FromResult(Options("Knee"))));
        var input = box.Find("input");
        await input.FocusInAsync(new());

        var first = input.InputAsync(new() { Value = "k" });
        await input.InputAsync(new() { Value = "kn" });
        slow.SetResult(Options("Kidney", "Knee"));
        await first;

        box.FindAll("[role=option]").Count.ShouldBe(1);
    }

    [Fact]
    public async Task ArrowDownAndEnter_TakesTheMarkedOption()
    {
        ComboboxOption? chosen = null;
        var box = Render<Combobox>(p => p
            .Add(c => c.Id, "box").Add(c => c.Label, "Case")
            .Add(c => c.Search, (_, _) => Task.FromResult(Options("Hip", "Knee")))
            .Add(c => c.OnChosen, option => chosen = option));
        var input = box.Find("input");
        await input.FocusInAsync(new());

        await input.KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await input.KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        box.Find("input").GetAttribute("aria-activedescendant").ShouldBe("box-option-1");
        await input.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        chosen.ShouldNotBeNull().Value.ShouldBe("Knee");
        box.Find("input").GetAttribute("aria-expanded").ShouldBe("false");
    }

    [Fact]
    public async Task Escape_ClosesTheListAndKeepsTheText()
    {
        var box = Render<Combobox>(p => p
            .Add(c => c.Id, "box").Add(c => c.Label, "Case")
            .Add(c => c.Search, (_, _) => Task.FromResult(Options("Hip"))));
        var input = box.Find("input");
        await input.FocusInAsync(new());
        await input.InputAsync(new() { Value = "h" });

        await input.KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        box.Find("input").GetAttribute("aria-expanded").ShouldBe("false");
        box.Find("input").GetAttribute("value").ShouldBe("h");
    }

    [Fact]
    public void Error_IsTiedToTheInput()
    {
        var box = Render<Combobox>(p => p
            .Add(c => c.Id, "box").Add(c => c.Label, "Case").Add(c => c.Error, "Case is required.")
            .Add(c => c.Search, (_, _) => Task.FromResult(Options())));

        var input = box.Find("input");

        input.GetAttribute("aria-invalid").ShouldBe("true");
        box.Find("#" + input.GetAttribute("aria-describedby")).TextContent.ShouldBe("Case is required.");
    }

    private static IReadOnlyList<ComboboxOption> Options(params string[] names) => [.. names.Select(name => new ComboboxOption(name, name, null))];
}
