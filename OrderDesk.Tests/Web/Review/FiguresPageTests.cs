using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>The manager's look at the review desk: drawn where there is something, and plainly empty where there is not.</summary>
public sealed class FiguresPageTests : DeskPageTest
{
    [Fact]
    public async Task What_waits_is_drawn_by_hold_and_age()
    {
        SignIn(Desk.Manager());
        var order = Shop.Order();
        order["requests"] = new { remark = "Please ring twice" };
        await Shop.StockAsync("MUG", 5);
        await Shop.TakenAsync(order);

        var page = Open<FiguresPage>();

        page.WaitForElement("[data-part=figures]");
        Assert.Equal("1", page.Find("[data-figure=open] .figure-value").TextContent.Trim());
        Assert.Equal("1", page.Find("[data-hold-row=Request] td").TextContent.Trim());
        Assert.Equal("1", page.Find("[data-figure=open] .figure-value").TextContent.Trim());
        Assert.Contains("No decision in this period", page.Find("[data-figure=wait]").TextContent, StringComparison.Ordinal);
        Assert.Equal(28, page.FindAll("[data-part=flow] rect").Count);
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_said_with_the_way_out()
    {
        SignIn(Desk.Manager());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/review/figures?from=2026-03-02&to=2026-03-01");

        var page = Open<FiguresPage>();

        page.WaitForAssertion(() => Assert.Contains("Choose a period that ends after it begins", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_may_not_see_figures_is_told_so()
    {
        SignIn(Desk.Agent());

        var page = Open<FiguresPage>();

        page.WaitForElement("[data-face=refused]");
    }
}
