using Microsoft.Playwright;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Browser;

/// <summary>The browser's share of the desk: keys, row focus, menus and copying, on a page of plain HTML with our scripts and styles.</summary>
public sealed class KeysTests : BrowserTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1/");

    private const string Page = """
        <!DOCTYPE html><html lang="en" data-theme="light" data-density="compact" data-rail="closed" data-keys="on"><head><title>t</title>
        <link rel="stylesheet" href="css/tokens.css"><link rel="stylesheet" href="css/desk.css"><link rel="stylesheet" href="css/parts.css"><link rel="stylesheet" href="css/orders.css"></head><body>
        <div id="desk-says" role="status"></div>
        <a data-go="O" href="#went">Orders</a>
        <details class="menu"><summary>Menu</summary><div class="menu-panel"><button class="menu-item" id="first">One</button><button class="menu-item">Two</button></div></details>
        <input id="search" data-search aria-keyshortcuts="/"><textarea id="note"></textarea>
        <button id="approve" aria-keyshortcuts="A" data-token="1:1">Approve</button>
        <button id="escalate" aria-keyshortcuts="Shift+E">Escalate</button>
        <button id="shut" aria-keyshortcuts="R" disabled>Reject</button>
        <button id="palette" aria-keyshortcuts="Control+K">Jump</button>
        <button id="copy" data-copy="OD-1000123" data-copied="Copied">Copy</button>
        <div data-grid="orders" class="grid"><table><tbody>
        <tr data-key="1" tabindex="-1"><td><input type="checkbox" data-pick></td><th><a data-open href="#one">OD-1</a></th></tr>
        <tr data-key="2" tabindex="-1"><td><input type="checkbox" data-pick></td><th><a data-open href="#two">OD-2</a></th></tr>
        <tr data-key="3" tabindex="-1"><td><input type="checkbox" data-pick></td><th><a data-open href="#three">OD-3</a></th></tr>
        <tr data-key="4" tabindex="-1"><td><input type="checkbox" data-pick></td><th><a data-open href="#four">OD-4</a></th></tr>
        </tbody></table></div>
        <nav class="tabs" style="width: 160px"><a class="tab" href="#v1">Wait for a person</a><a class="tab" href="#v2">Wait for an answer</a><a class="tab" id="last" href="#v3" aria-current="page">Escalated</a></nav>
        <div class="review"><div class="review-list" id="list">List</div><div class="review-case"><div role="status"><div class="notice" id="undo">Approved</div></div><div id="choose">Choose a case</div></div></div>
        <main class="main"><details id="fold"><summary>Rule</summary><input id="wrong" aria-invalid="true"></details><button id="to-wrong" data-to-wrong>Show the first</button></main>
        <script type="module" src="js/desk.js"></script><script type="module" src="js/probe.js"></script></body></html>
        """;

    private const string Probe = """
        window.pressed = [];
        for (const id of ["approve", "escalate", "shut", "palette"]) {
          document.getElementById(id).addEventListener("click", () => window.pressed.push(id));
        }
        window.isReady = true;
        """;

    [Fact]
    public async Task Typing_banana_into_the_note_types_banana_and_decides_nothing()
    {
        var page = await OpenAsync();
        await page.FocusAsync("#note");
        await page.Keyboard.TypeAsync("banana/?gox");

        Assert.Equal("banana/?gox", await page.InputValueAsync("#note"));
        Assert.Equal("", await PressedAsync(page));
    }

    [Fact]
    public async Task The_first_mistake_of_a_long_form_is_unfolded_and_has_the_focus()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#to-wrong");

        Assert.Equal("true wrong", await page.EvaluateAsync<string>("document.getElementById('fold').open + ' ' + document.activeElement.id"));
    }

    [Fact]
    public async Task A_key_that_is_held_decides_once()
    {
        var page = await OpenAsync();
        for (var repeat = 0; repeat < 10; repeat++)
        {
            await page.Keyboard.DownAsync("a");
        }

        await page.Keyboard.UpAsync("a");
        Assert.Equal("approve", await PressedAsync(page));
    }

    [Fact]
    public async Task The_same_decision_is_not_sent_again_until_the_page_shows_the_next_one()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("a");
        await page.ClickAsync("#approve");
        Assert.Equal("approve", await PressedAsync(page));

        await page.EvaluateAsync("document.getElementById('approve').dataset.token = '2:1'");
        await page.Keyboard.PressAsync("a");
        Assert.Equal("approve approve", await PressedAsync(page));
    }

    [Fact]
    public async Task Composing_Chinese_and_pressing_with_modifiers_decide_nothing()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("""
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", isComposing: true, bubbles: true }));
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", ctrlKey: true, bubbles: true }));
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", code: "KeyA", keyCode: 229, bubbles: true }));
            """);
        await page.Keyboard.PressAsync("r");

        Assert.Equal("", await PressedAsync(page));
    }

    [Fact]
    public async Task Other_keyboard_layouts_shifted_letters_and_mapped_modifiers_reach_their_control()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ф', code: 'KeyA', bubbles: true }))");
        await page.Keyboard.PressAsync("Shift+E");
        await page.Keyboard.PressAsync("Control+k");

        Assert.Equal("approve escalate palette", await PressedAsync(page));
    }

    [Fact]
    public async Task Single_keys_can_be_turned_off_and_arrows_still_walk_the_list()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("document.documentElement.dataset.keys = 'off'");
        await page.Keyboard.PressAsync("a");
        await page.FocusAsync("tr[data-key='1']");
        await page.Keyboard.PressAsync("ArrowDown");

        Assert.Equal("", await PressedAsync(page));
        Assert.Equal("2", await FocusedRowAsync(page));
    }

    [Fact]
    public async Task Rows_are_walked_picked_in_a_range_and_opened_without_the_mouse()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+X");
        Assert.Equal("2,3,4", await page.EvaluateAsync<string>("[...document.querySelectorAll('[data-pick]:checked')].map(box => box.closest('tr').dataset.key).join()"));

        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#three", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_focused_row_goes_away_the_one_in_its_place_has_the_focus()
    {
        var page = await OpenAsync();
        await page.FocusAsync("tr[data-key='2']");
        await page.EvaluateAsync("document.querySelector(\"tr[data-key='2']\").remove()");

        await page.WaitForFunctionAsync("() => document.activeElement.dataset.key === '3'");
    }

    [Fact]
    public async Task A_slash_searches_and_g_o_goes_to_the_orders()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("/");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.id === 'search'"));

        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("o");
        Assert.EndsWith("#went", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_menu_closes_on_escape_and_gives_the_focus_back()
    {
        var page = await OpenAsync();
        await page.ClickAsync("summary");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("first", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("SUMMARY false", await page.EvaluateAsync<string>("document.activeElement.tagName + ' ' + document.querySelector('details').open"));
    }

    [Fact]
    public async Task Copying_says_so()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#copy");

        await page.WaitForFunctionAsync("() => document.getElementById('desk-says').textContent === 'Copied'");
    }

    [Fact]
    public async Task The_view_that_is_shown_is_in_sight_and_stays_where_the_person_moves_it()
    {
        var page = await OpenAsync();
        Assert.True(await InSightAsync(page, "#last"));

        await page.EvaluateAsync("document.querySelector('.tabs').scrollLeft = 0");
        await page.EvaluateAsync("document.querySelector('#list').append(document.createElement('p'))");
        await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.False(await InSightAsync(page, "#last"));
    }

    [Fact]
    public async Task On_a_tablet_the_last_decision_can_be_taken_back_above_the_list()
    {
        var page = await OpenAsync();
        await page.SetViewportSizeAsync(Tablet.Width, Tablet.Height);

        Assert.True(await page.IsVisibleAsync("#undo"));
        Assert.False(await page.IsVisibleAsync("#choose"));
        Assert.True((await page.Locator("#undo").BoundingBoxAsync())!.Y < (await page.Locator("#list").BoundingBoxAsync())!.Y);
    }

    private static Task<bool> InSightAsync(IPage page, string tab) =>
        page.EvaluateAsync<bool>("tab => { const [box, line] = [tab, '.tabs'].map(one => document.querySelector(one).getBoundingClientRect()); return box.left >= line.left - 1 && box.right <= line.right + 1; }", tab);

    private static Task<string> PressedAsync(IPage page) => page.EvaluateAsync<string>("window.pressed.join(' ')");

    private static Task<string?> FocusedRowAsync(IPage page) => page.EvaluateAsync<string?>("document.activeElement.dataset.key");

    private async Task<IPage> OpenAsync()
    {
        var page = await PersonAsync(Address);
        await page.RouteAsync("**/*", async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
            var file = RepoRoot.At("wwwroot-assets", path);
            await (path switch
            {
                "" => route.FulfillAsync(new() { ContentType = "text/html", Body = Page }),
                "js/probe.js" => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Probe }),
                _ when File.Exists(file) => route.FulfillAsync(new() { Path = file }),
                _ => route.FulfillAsync(new() { Status = 404 }),
            });
        });
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => window.isReady === true");
        return page;
    }
}
