using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Pages;

/// <summary>The demo sign-in.</summary>
public sealed class SignInPage(IPage page)
{
    public const string NorthsideClinical = "clinical@northside.example";
    public const string NorthsideMarketing = "marketing@northside.example";
    public const string NorthsideAdmin = "admin@northside.example";
    public const string LakeviewClinical = "clinical@lakeview.example";

    public async Task<CalendarPage> SignInAsync(string email)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = email }).ClickAsync();
        var calendar = new CalendarPage(page);
        await calendar.ReadyAsync();
        return calendar;
    }
}
