using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Web.Components;

namespace Portal.Web.Tests.Components;

public sealed class TextFieldTests : BunitContext
{
    [Fact]
    public async Task Input_ParentRendersLater_NeverRendersTheOlderValue()
    {
        var field = Render<TextField>(p => p.Add(f => f.Id, "title").Add(f => f.Label, "Title").Add(f => f.Value, "").Add(f => f.ValueChanged, EventCallback.Factory.Create<string>(this, _ => { })));
        var before = field.RenderCount;

        await field.Find("input").InputAsync(new() { Value = "B" });

        field.RenderCount.ShouldBe(before);
    }

    [Fact]
    public void HintAndError_AreBothTiedToTheInput()
    {
        var field = Render<TextField>(p => p.Add(f => f.Id, "title").Add(f => f.Label, "Title").Add(f => f.Hint, "Short").Add(f => f.Error, "Title is required."));

        field.Find("input").GetAttribute("aria-describedby").ShouldBe("title-error title-hint");
    }
}
