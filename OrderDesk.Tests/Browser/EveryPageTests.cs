using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>Every page of the desk as an administrator sees it: it comes alive, axe finds nothing serious, and nothing hangs over the edge.</summary>
public sealed class EveryPageTests : BrowserTests
{
    /// <summary>Pages with an address of their own, as the program declares them.</summary>
    public static TheoryData<string> Pages() => [.. typeof(Links).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(DeskPage)) && type.GetCustomAttribute<AuthorizeAttribute>() is not null)
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Where(address => !address.Contains('{')).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public async Task It_comes_alive_and_axe_finds_nothing_serious(string address)
    {
        var desk = await DemoDoor.SharedAsync();
        foreach (var (language, theme, screen) in new[] { ("en", "light", Desktop), ("zh-Hans", "dark", Tablet) })
        {
            var page = await PersonAsync(desk.Address, screen);
            await page.Context.AddCookiesAsync(new[] { ("language", language), ("theme", theme) }
                .Select(choice => new Cookie { Name = UiPrefs.CookieOf(choice.Item1), Value = choice.Item2, Url = desk.Address.ToString() }));
            await page.SignInAsync("Administrator");
            await page.GotoAsync(address);
            await page.IsLiveAsync();
            await page.WaitForSelectorAsync("[aria-busy=true]", new() { State = WaitForSelectorState.Detached });

            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            Assert.NotEqual("OrderDesk", await page.TitleAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
            Assert.Equal(0, await page.Locator("[data-face=error]").CountAsync());
            await Axe.AssertCleanAsync(page);
        }
    }
}
