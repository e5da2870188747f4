using Microsoft.Playwright;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Browser;

/// <summary>A colleague is named in a note from the keyboard alone and finds the way there by the bell.</summary>
public sealed class MentionTests : BrowserTests
{
    [Fact]
    public async Task A_colleague_is_named_by_keyboard_and_the_bell_rings_within_two_seconds()
    {
        var desk = await DemoDoor.SharedAsync();
        var rina = await PersonAsync(desk.Address);
        var other = await PersonAsync(desk.Address);
        await rina.SignInAsync();
        var colleague = await other.SignInAsync("Manager");
        await rina.GotoAsync(Links.Review);
        await rina.IsLiveAsync();
        await rina.Locator("tbody tr[data-key] a[data-open]").Last.ClickAsync();
        await rina.WaitForSelectorAsync("[data-order] #case-note");
        var number = await rina.GetAttributeAsync("[data-order]", "data-order");

        await rina.Keyboard.PressAsync("n");
        await rina.Keyboard.TypeAsync("Please look, @");
        await rina.WaitForSelectorAsync("#mention-list:not([hidden]) [aria-selected=true]");
        await Axe.AssertCleanAsync(rina);
        await rina.Keyboard.PressAsync("Escape");
        Assert.False(await rina.IsVisibleAsync("#mention-list"));
        await rina.Keyboard.TypeAsync(colleague.Name[..3].ToLowerInvariant());
        Assert.Equal(colleague.Name, await rina.GetAttributeAsync("#mention-list [aria-selected=true]", "data-name"));
        await rina.Keyboard.PressAsync("Tab");
        await rina.Keyboard.TypeAsync("today.");
        Assert.Equal($"Please look, @{colleague.Name} today.", await rina.InputValueAsync("#case-note"));
        await ComposeAsync(rina);

        var told = other.WaitForSelectorAsync("[data-menu=bell] [data-unread]");
        await rina.Keyboard.PressAsync("Tab");
        await rina.Keyboard.PressAsync("Enter");
        await rina.WaitForSelectorAsync($".timeline [data-mention='{colleague.Name}']");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await told;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"The bell rang after {watch.Elapsed}.");

        await other.Keyboard.PressAsync("g");
        await other.Keyboard.PressAsync("n");
        await other.WaitForSelectorAsync("[data-menu=bell][open] [data-notification=Mentioned]");
        await Axe.AssertCleanAsync(other);
        await other.Keyboard.PressAsync("ArrowDown");
        await other.Keyboard.PressAsync("ArrowDown");
        await other.Keyboard.PressAsync("Enter");
        await other.WaitForSelectorAsync($"[data-order='{number}']");
        Assert.Contains($"{Links.Order(number!)}?entry=", other.Url, StringComparison.Ordinal);
        await other.WaitForSelectorAsync("[data-menu=bell] [data-unread]", new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A word that is being composed contains an @ or the letters of a name, and nothing may open or be taken for it.</summary>
    private static async Task ComposeAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
              const box = document.getElementById("case-note");
              box.setSelectionRange(box.value.length, box.value.length);
              box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
              box.setRangeText(" @m", box.value.length, box.value.length, "end");
              box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
            }
            """);
        Assert.False(await page.IsVisibleAsync("#mention-list"));
        await page.EvaluateAsync("""
            () => {
              const box = document.getElementById("case-note");
              box.setRangeText("", box.value.length - 3, box.value.length, "end");
              box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
            }
            """);
    }
}
