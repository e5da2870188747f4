using Bunit;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>The table of every work list, with one small page of orders.</summary>
public sealed class DeskGridTests : PartTests
{
    private static readonly Page<OrdersGrid.OrderRow> TwoOrders = new(
        [new(11, "OD-1000011", "Ada Sample", 431.80m, "Leeds"), new(12, "OD-1000012", "Mei Lin", 12m, "上海")], Next: "after-12", Previous: "before-11");

    [Fact]
    public void Before_the_first_page_it_shows_bones_under_its_heads_and_says_it_is_busy()
    {
        var grid = Render<OrdersGrid>();

        Assert.Equal("true", grid.Find(".grid").GetAttribute("aria-busy"));
        Assert.NotEmpty(grid.FindAll("tbody .bone"));
        Assert.Equal(["Order", "Customer", "Total"], grid.FindAll("thead th[data-column]").Select(head => head.TextContent.Trim()));
    }

    [Fact]
    public void A_row_has_a_number_a_row_head_and_a_link_that_opens_it()
    {
        var grid = WithOrders();

        var row = grid.Find("tr[data-key='11']");
        Assert.Equal("/orders/OD-1000011", row.QuerySelector("th[scope=row] a[data-open]")!.GetAttribute("href"));
        Assert.Equal(["Ada Sample", "431.80"], row.QuerySelectorAll("td:not(.grid-pick)").Select(cell => cell.TextContent));
        Assert.Equal("end", row.QuerySelector("td:last-child")!.ClassName);
        Assert.Equal("Orders", grid.Find("caption").TextContent);
    }

    [Fact]
    public void While_newer_rows_are_on_their_way_the_old_ones_stay()
    {
        var grid = Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders).Add(g => g.Loading, true));

        Assert.Equal("true", grid.Find(".grid").GetAttribute("aria-busy"));
        Assert.Equal(2, grid.FindAll("tr[data-key]").Count);
        Assert.Empty(grid.FindAll(".bone"));
    }

    [Fact]
    public async Task A_press_on_a_head_asks_for_its_order_and_a_second_one_for_the_reverse()
    {
        var grid = WithOrders();
        await grid.Find("[data-column=total] button").ClickAsync();
        await grid.Find("[data-column=number] button").ClickAsync();
        grid.Render(p => p.Add(g => g.Sort, new GridSort("total", Descending: true)));
        await grid.Find("[data-column=total] button").ClickAsync();

        Assert.Equal([new GridSort("total", Descending: true), new GridSort("number"), new GridSort("total")], grid.Instance.Asked);
        Assert.Equal("descending", grid.Find("[data-column=total]").GetAttribute("aria-sort"));
        Assert.Equal("none", grid.Find("[data-column=number]").GetAttribute("aria-sort"));
        Assert.False(grid.Find("[data-column=customer]").HasAttribute("aria-sort"));
    }

    [Fact]
    public async Task Pages_are_asked_for_by_the_cursors_of_this_one()
    {
        var grid = WithOrders();
        await grid.Find("[data-turn=on]").ClickAsync();
        await grid.Find("[data-turn=back]").ClickAsync();
        await grid.Find("[data-turn=first]").ClickAsync();

        Assert.Equal([new Paging(2, "after-12"), new Paging(2, "before-11", Back: true), new Paging(2)], grid.Instance.Asked);
    }

    [Fact]
    public void There_is_no_way_past_the_first_and_the_last_page()
    {
        var first = Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders with { Previous = null }));
        var only = Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders with { Previous = null, Next = null }));

        Assert.True(first.Find("[data-turn=back]").HasAttribute("disabled"));
        Assert.False(first.Find("[data-turn=on]").HasAttribute("disabled"));
        Assert.Empty(only.FindAll("[data-turn]"));
    }

    [Fact]
    public void It_says_how_many_of_how_many_and_that_counting_stopped()
    {
        Assert.Equal("2 rows", WithOrders().Find("[data-part=count]").TextContent);
        Assert.Equal("2 of 10,000+", WithOrders(new(10_000, OrMore: true)).Find("[data-part=count]").TextContent);
    }

    [Fact]
    public async Task A_picked_row_is_marked_counted_and_let_go_again()
    {
        var grid = WithOrders();
        await grid.Find("tr[data-key='12'] [data-pick]").ChangeAsync(true);

        Assert.Equal("1 selected", grid.Find("[data-part=bulk] .strong").TextContent);
        Assert.True(grid.Find("tr[data-key='12']").HasAttribute("data-picked"));
        Assert.Equal("Select OD-1000012", grid.Find("tr[data-key='12'] [data-pick]").GetAttribute("aria-label"));

        await grid.Find("[data-action=clear-selection]").ClickAsync();
        Assert.True(grid.Instance.Selection.IsNone);
        Assert.Empty(grid.FindAll("[data-part=bulk]"));
    }

    [Fact]
    public async Task Picking_the_page_offers_everything_that_matches_and_a_row_let_go_is_an_exception()
    {
        var grid = WithOrders(new(1240));
        await grid.Find("[data-pick-page]").ChangeAsync(true);
        Assert.Equal("2 selected", grid.Find("[data-part=bulk] .strong").TextContent);

        await grid.Find("[data-action=select-matching]").ClickAsync();
        Assert.Equal("1,240 selected", grid.Find("[data-part=bulk] .strong").TextContent);
        Assert.Equal("All 1,240 that match are selected.", grid.Find(".grid-all").TextContent.Trim());

        await grid.Find("tr[data-key='11'] [data-pick]").ChangeAsync(false);
        Assert.Equal("1,239 selected", grid.Find("[data-part=bulk] .strong").TextContent);
        Assert.False(grid.Instance.Selection.Holds(11));
        Assert.True(grid.Instance.Selection.Holds(987654));
    }

    [Fact]
    public void Nothing_yet_nothing_matches_and_not_allowed_are_three_different_faces()
    {
        var yet = Render<OrdersGrid>(p => p.Add(g => g.Page, Page<OrdersGrid.OrderRow>.Empty));
        var match = Render<OrdersGrid>(p => p.Add(g => g.Page, Page<OrdersGrid.OrderRow>.Empty).Add(g => g.Filtered, true));
        var refused = Render<OrdersGrid>(p => p.Add(g => g.Refused, true));

        Assert.Contains("No orders yet", yet.Find("[data-face=empty]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", match.Find("[data-face=no-match]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Your role does not include this list", refused.Find("[data-face=refused]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_face_of_no_match_takes_the_filters_away()
    {
        var grid = Render<OrdersGrid>(p => p.Add(g => g.Page, Page<OrdersGrid.OrderRow>.Empty).Add(g => g.Filtered, true));
        await grid.Find("[data-action=clear-filters]").ClickAsync();

        Assert.Equal(["Filtered"], grid.Instance.Asked);
    }

    [Fact]
    public async Task A_list_that_could_not_be_loaded_says_why_and_tries_again()
    {
        var grid = Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders).Add(g => g.Problem, "The database is busy."));
        Assert.Contains("The database is busy.", grid.Find("[data-face=error]").TextContent, StringComparison.Ordinal);

        await grid.Find("[data-retry]").ClickAsync();
        Assert.Equal(["Problem"], grid.Instance.Asked);
    }

    [Fact]
    public async Task Columns_are_chosen_but_the_one_that_names_the_row_stays()
    {
        var grid = WithOrders();
        await grid.Find("[data-choose=city]").ChangeAsync(true);
        Assert.Equal(["number", "customer", "total", "city"], ColumnsOf(grid));

        await grid.Find("[data-choose=customer]").ChangeAsync(false);
        Assert.Equal(["number", "total", "city"], ColumnsOf(grid));
        Assert.Empty(grid.FindAll("[data-choose=number]"));
    }

    [Fact]
    public async Task Moving_to_a_row_tells_which_once()
    {
        var grid = Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders).Add(g => g.Current, 11L));
        await grid.Find("tr[data-key='12']").TriggerEventAsync("onfocusin", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        await grid.Find("tr[data-key='11']").TriggerEventAsync("onfocusin", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());

        Assert.Equal([12L], grid.Instance.Asked);
        Assert.True(grid.Find("tr[data-key='11']").HasAttribute("data-current"));
    }

    [Fact]
    public void It_speaks_Chinese()
    {
        Speak("zh-Hans", "zh-CN");
        var grid = WithOrders(new(1240));

        Assert.Equal("2 条，共 1,240 条", grid.Find("[data-part=count]").TextContent);
        Assert.Equal("下一页", grid.Find("[data-turn=on]").GetAttribute("aria-label"));
    }

    private IRenderedComponent<OrdersGrid> WithOrders(Matching? matching = null) =>
        Render<OrdersGrid>(p => p.Add(g => g.Page, TwoOrders).Add(g => g.Matching, matching));

    private static IEnumerable<string?> ColumnsOf(IRenderedComponent<OrdersGrid> grid) => grid.FindAll("th[data-column]").Select(head => head.GetAttribute("data-column"));
}
