using Microsoft.Playwright;
using OrderDesk.Core.Demo;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Support;

/// <summary>How a test comes in at a desk that shows the demo.</summary>
public static class DemoDoor
{
    /// <summary>Signs in as the first demo account of a role, by the form that people use.</summary>
    public static async Task SignInAsync(this IPage page, string role = "Agent")
    {
        var account = LoadDemo.Accounts.First(one => one.Role.ToString() == role);
        await page.GotoAsync(Links.Login);
        await page.FillAsync("[name='Input.Email']", account.Email);
        await page.FillAsync("[name='Input.Password']", account.Password);
        await page.ClickAsync("button[type=submit].btn-primary");
        await page.WaitForSelectorAsync("[data-part=frame]");
    }
}
