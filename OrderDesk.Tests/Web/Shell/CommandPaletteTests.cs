using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>What the palette finds: orders, buyers and goods, as far as a person may see them, and no address that holds an e-mail or a phone number.</summary>
public sealed class CommandPaletteTests : DeskPageTest
{
    [Fact]
    public async Task A_number_a_name_and_a_SKU_lead_to_their_pages()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 50);
        var sent = await Shop.SendAsync(Shop.Order());
        var number = new OrderId(sent.Value!.Answer.Id).Number;
        var palette = Palette();

        await FindAsync(palette, number);
        Assert.Equal([$"/orders/{number}"], Found(palette, "Order"));

        await FindAsync(palette, "mug");
        Assert.Equal(["/stock?q=MUG"], Found(palette, "Product"));
    }

    [Fact]
    public async Task Who_is_found_by_phone_is_an_order_and_never_an_address()
    {
        SignIn(Desk.Agent());
        await Shop.StockAsync("MUG", 50);
        var sent = await Shop.SendAsync(Shop.Order());
        var palette = Palette();

        await FindAsync(palette, "+44 20 7946 0001");

        Assert.Equal([$"/orders/{new OrderId(sent.Value!.Answer.Id).Number}"], Found(palette, "Order"));
        Assert.DoesNotContain(palette.FindAll("a[data-option]"), link => link.GetAttribute("href")!.Contains("7946", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_matches_nothing_is_said_and_too_little_text_asks_nothing()
    {
        SignIn(Desk.Agent());
        var palette = Palette();

        await FindAsync(palette, "zzzz");
        Assert.NotNull(palette.Find("[data-part=nothing]"));
        await FindAsync(palette, "z");
        Assert.Empty(palette.FindAll("[data-part=nothing]"));
    }

    [Fact]
    public async Task Who_may_not_see_orders_finds_none()
    {
        await Shop.StockAsync("MUG", 50);
        await Shop.SendAsync(Shop.Order());
        SignIn(Desk.Nobody());
        var palette = Palette();

        await FindAsync(palette, "mug");

        Assert.Empty(palette.FindAll("[data-found]"));
    }

    private IRenderedComponent<CommandPalette> Palette()
    {
        Services.AddScoped<Finder>();
        return Render<CommandPalette>(p => p.Add(c => c.View, FrameView.Open));
    }

    private static Task FindAsync(IRenderedComponent<CommandPalette> palette, string text) => palette.Find("[data-palette-input]").ChangeAsync(text);

    private static IEnumerable<string?> Found(IRenderedComponent<CommandPalette> palette, string kind) =>
        palette.FindAll($"[data-found={kind}] a").Select(link => link.GetAttribute("href"));
}
