using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>What opens after a decision, and when the queue is counted.</summary>
public sealed class ReviewAdvanceTests : OrderPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_decision_opens_the_first_of_the_others_at_once_and_the_queue_is_counted_a_little_later()
    {
        var (first, second) = (await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?order={second.Number}");
        page.WaitForAssertion(() => Assert.Equal("2", Count(page)));

        await ApproveAsync(page, opens: first);
        Assert.Equal("2", Count(page));
        Assert.DoesNotContain(second.Number, page.Find("[data-grid] tbody").TextContent, StringComparison.Ordinal);
        Desk.Clock.Advance(TimeSpan.FromSeconds(1.6));
        page.WaitForAssertion(() => Assert.Equal("1", Count(page)));

        await page.Find("[data-action=approve]").ClickAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("order=", Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".review-case [data-order]"));
    }

    [Fact]
    public async Task In_a_list_that_keeps_what_is_decided_the_case_below_is_next_and_after_the_last_the_first()
    {
        var (first, second, third) = (await HeldAsync(), await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?view=all&order={second.Number}");

        await ApproveAsync(page, opens: third);
        await ApproveAsync(page, opens: first);
    }

    [Fact]
    public async Task What_a_colleague_decides_leaves_the_list_and_the_counts_by_itself()
    {
        var (first, second) = (await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?order={second.Number}");
        page.WaitForAssertion(() => Assert.Equal("2", Count(page)));

        await using var db = Desk.Db();
        var version = await db.Orders.Where(o => o.Id == first).Select(o => o.Version).SingleAsync(Ct);
        var approved = await Desk.UseAsync((ApproveOrder approve) => approve.RunAsync(Desk.Agent(), new(first, version, [], null), Ct));
        Assert.True(approved.IsOk, approved.Error?.Code);
        Desk.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Equal("1", Count(page)));
        Assert.DoesNotContain(first.Number, page.Find("[data-grid] tbody").TextContent, StringComparison.Ordinal);
    }

    private async Task ApproveAsync(IRenderedComponent<ReviewPage> page, OrderId opens)
    {
        page.WaitForElement(".review-case [data-action=approve]:not([disabled])");
        await page.Find(".review-case [data-action=approve]").ClickAsync();
        page.WaitForElement($".review-case [data-order='{opens.Number}'] [data-action=approve]:not([disabled])");
        Assert.Contains($"order={opens.Number}", Navigation.Uri, StringComparison.Ordinal);
    }

    private static string Count(IRenderedComponent<ReviewPage> page) => page.Find("[data-view=next] .tab-count").TextContent;

    private IRenderedComponent<ReviewPage> OpenAt(string address)
    {
        Navigation.NavigateTo(address);
        return Open<ReviewPage>();
    }
}
