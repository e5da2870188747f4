using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Web.Features.Orders;

namespace OrderDesk.Tests.Web.Orders;

/// <summary>The queue on screen: its address is its state, and a search that names a person never stands in it.</summary>
public sealed class OrdersPageTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Tabs_count_and_rows_open_the_order()
    {
        SignIn(Desk.Agent());
        var id = await TakeAsync(held: true);
        await TakeAsync();

        var page = OpenAt("/orders");

        Assert.Equal(["all", "on-hold", "ready-to-fulfil"], page.FindAll("[data-view]").Select(tab => tab.GetAttribute("data-view")));
        Assert.Equal(["2", "1", "1"], page.FindAll(".tab-count").Select(count => count.TextContent));
        Assert.Equal($"/orders/{id.Number}", page.Find($"tr[data-key='{id.Value}'] [data-open]").GetAttribute("href"));
        Assert.Contains("2 of 2", page.Find("[data-part=count]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_in_the_address_is_a_chip_that_can_be_taken_away()
    {
        SignIn(Desk.Agent());
        await TakeAsync(held: true);
        await TakeAsync();

        var page = OpenAt("/orders?hold=manual&payment=paid");

        Assert.Single(page.FindAll("tbody tr[data-key]"));
        Assert.Equal(["hold", "payment"], page.FindAll("[data-chip]").Select(chip => chip.GetAttribute("data-chip")));
        await page.Find("[data-chip=hold] button").ClickAsync();
        Assert.EndsWith("/orders?payment=paid", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_with_a_phone_goes_into_the_address_as_a_key_only()
    {
        SignIn(Desk.Agent());
        var id = await TakeAsync();
        await TakeAsync();
        var page = OpenAt("/orders");

        await page.Find("[data-search]").ChangeAsync("+44 20 7946 0001");

        Assert.DoesNotContain("7946", Navigation.Uri, StringComparison.Ordinal);
        Assert.Matches("/orders\\?s=[A-Za-z0-9]{16}$", Navigation.Uri);
        var found = OpenAt(new Uri(Navigation.Uri).PathAndQuery);
        Assert.Equal(id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), found.Find("tbody tr").GetAttribute("data-key"));
        Assert.Equal("+44 20 7946 0001", found.Find("[data-search]").GetAttribute("value"));
    }

    [Fact]
    public void Without_orders_the_list_says_how_they_come()
    {
        SignIn(Desk.Agent());

        var page = OpenAt("/orders");

        Assert.Contains("No orders yet", page.Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_can_be_cleared()
    {
        SignIn(Desk.Agent());
        await TakeAsync();

        var page = OpenAt("/orders?hold=request");

        await page.Find("[data-face=no-match] [data-action=clear-filters]").ClickAsync();
        Assert.EndsWith("/orders", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_see_orders_is_told_so()
    {
        SignIn(Desk.Nobody());

        var page = OpenAt("/orders");

        Assert.NotNull(page.Find("[data-face=refused]"));
    }

    [Fact]
    public async Task Missing_numbers_of_a_pasted_list_are_named()
    {
        SignIn(Desk.Agent());
        var id = await TakeAsync();

        var page = OpenAt($"/orders?q={Uri.EscapeDataString($"{id.Number}, OD-9999999")}");

        Assert.Contains("OD-9999999", page.Find("[data-part=missing]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("tbody tr[data-key]"));
    }

    [Theory]
    [InlineData("/orders")]
    [InlineData("/orders?status=on-hold&channel=web&hold=stock&payment=paid&from=2026-03-01&to=2026-03-02&mine=1&q=mug&sort=total&dir=asc&after=t.5.1000001&back=1&cols=placed.total")]
    public void An_address_is_read_and_written_without_loss(string url) => Assert.Equal(url, OrderListState.Parse($"http://localhost{url}").ToUrl());

    [Fact]
    public void What_an_address_says_wrongly_counts_as_not_asked_for() =>
        Assert.Equal(new OrderListState(), OrderListState.Parse("http://localhost/orders?status=held&hold=none&from=yesterday&sort=name"));

    private IRenderedComponent<OrdersPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        var page = Open<OrdersPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }

    private async Task<OrderId> TakeAsync(bool held = false)
    {
        await Shop.StockAsync("MUG", 50);
        var sent = await Shop.SendAsync(Shop.Order());
        Assert.True(sent.IsOk, sent.Error?.Code);
        var id = new OrderId(sent.Value.Answer.Id);
        if (held)
        {
            await Shop.HoldAsync(id);
        }

        return id;
    }
}
