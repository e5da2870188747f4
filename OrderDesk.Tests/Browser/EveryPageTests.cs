using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>Every page of the desk as somebody sees it who may enter: it comes alive, axe finds nothing serious, and nothing hangs over the edge.</summary>
public sealed class EveryPageTests : BrowserTests
{
    /// <summary>Pages that are not for administrators.</summary>
    private static readonly string[] ManagersOnly = ["/orders/new", "/macros"];

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
            var page = await PersonAsync(desk.Address, screen, signedIn: await DemoDoor.AdmittedAsync(ManagersOnly.Contains(address) ? "Manager" : "Administrator"));
            await page.Context.AddCookiesAsync(new[] { ("language", language), ("theme", theme) }
                .Select(choice => new Cookie { Name = UiPrefs.CookieOf(choice.Item1), Value = choice.Item2, Url = desk.Address.ToString() }));
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

    [Fact]
    public async Task An_open_case_and_its_dialogs_are_clean_in_both_themes()
    {
        var desk = await DemoDoor.SharedAsync();
        var page = await PersonAsync(desk.Address, signedIn: await DemoDoor.AdmittedAsync("Manager"));
        await page.GotoAsync(Links.Review);
        await page.IsLiveAsync();
        await page.ClickAsync("[data-menu=views] summary");
        await page.ClickAsync("[data-action=save-view]");
        await CleanDialogAsync(page, "#view-name");
        // Other tests open the first cases and the last one.
        await page.Locator(".review-list tbody tr[data-key] a[data-open]").Nth(-3).ClickAsync();
        await page.Locator("[data-order] [data-action=ask]:not([disabled])").WaitForAsync();
        await Axe.AssertCleanInBothThemesAsync(page, ".review");

        foreach (var (key, field) in new[] { ("q", "#ask-question"), ("r", "input[name=reason]"), ("e", "[role=tab]"), ("h", "input[name=until]"), ("Shift+E", "#reason") })
        {
            await page.Keyboard.PressAsync(key);
            await CleanDialogAsync(page, field);
        }

        await page.Keyboard.PressAsync("c");
        await page.Locator("[data-action=claim]:has-text('Claim')").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    [Fact]
    public async Task An_address_somebody_made_up_never_breaks_a_page()
    {
        string[] values = ["%01", "%FF%FE", "'%3B--", "%3Cscript%3Ealert(1)%3C/script%3E", "-1", "99999999999999999999", "../..", "%E2%80%AE", "a,b,c,,", new string('x', 500)];
        string[] places =
        [
            "/orders/{0}", "/stock/{0}",
            .. typeof(Links).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>(), (type, route) => (route.Template, Names: NamesOf(type)))
                .Where(place => place.Names.Count > 0 && !place.Template.Contains('{') && place.Template != Links.Login)
                .Select(place => $"{place.Template}?{string.Join('&', place.Names.Select(name => name + "={0}"))}"),
            "/orders?q={0}", "/orders?status={0}&sort={0}&after={0}", "/review?order={0}&view={0}",
        ];
        var desk = await DemoDoor.SharedAsync();
        var page = await PersonAsync(desk.Address, signedIn: await DemoDoor.AdmittedAsync("Administrator"));

        foreach (var place in places)
        {
            // Every value comes by somewhere; all of them everywhere would only be slower.
            foreach (var value in values.Where((_, n) => n % 3 == Array.IndexOf(places, place) % 3))
            {
                var answer = await page.GotoAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, place, value));
                Assert.True(answer!.Status < 500, $"{place} with {value}: {answer.Status}");
                if (answer.Status == 200 && await page.Locator("script[src*='blazor.web']").CountAsync() > 0)
                {
                    await page.IsLiveAsync();
                    Assert.True(await page.Locator("[data-face=error]").CountAsync() == 0, $"{place} with {value}: {await page.InnerTextAsync("main")}");
                }
            }
        }
    }

    private static async Task CleanDialogAsync(IPage page, string field)
    {
        await page.WaitForSelectorAsync($".mud-dialog {field}");
        await Axe.AssertCleanInBothThemesAsync(page, ".mud-dialog");
        await page.ClickAsync(".mud-dialog [data-action=cancel]");
        await page.WaitForSelectorAsync(".mud-dialog", new() { State = WaitForSelectorState.Detached });
    }

    private static IReadOnlyList<string> NamesOf(Type page) =>
        [.. page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(property => property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()?.Name).OfType<string>()];
}
