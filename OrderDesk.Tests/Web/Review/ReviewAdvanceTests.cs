using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
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
        await WaitAsync(() =>
        {
            Desk.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(Count(page) == "1");
        });

        await page.Find("[data-action=approve]").ClickAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("order=", Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".review-case [data-order]"));
    }

    [Fact]
    public async Task The_next_case_is_one_that_nobody_has_taken_meanwhile_whatever_the_list_still_shows()
    {
        var (first, second, third) = (await HeldAsync(), await HeldAsync(), await HeldAsync());
        var me = SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?order={first.Number}");
        page.WaitForElement($"[data-order='{first.Number}'] [data-action=approve]:not([disabled])");
        await ClaimAsync(second, Desk.Agent());

        await ApproveAsync(page, opens: third);

        Assert.Equal(me.Id, await ClaimantAsync(third));
    }

    [Fact]
    public async Task In_a_list_of_another_kind_the_case_below_is_next_without_those_of_colleagues_and_after_the_last_the_first()
    {
        var (first, second, third, fourth) = (await HeldAsync(), await HeldAsync(), await HeldAsync(), await HeldAsync());
        await ClaimAsync(third, Desk.Agent());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?view=all&order={second.Number}");

        await ApproveAsync(page, opens: fourth);
        await ApproveAsync(page, opens: first);
    }

    [Fact]
    public async Task A_decided_case_cannot_be_decided_again_while_the_next_one_is_on_its_way()
    {
        var (first, second) = (await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?view=all&order={first.Number}");
        page.WaitForElement(".review-case [data-action=approve]:not([disabled])");
        using (NeverArrives())
        {
            await page.Find(".review-case [data-action=approve]").ClickAsync();

            await page.Find($".review-case [data-order='{first.Number}'] [data-action=approve]").ClickAsync();
            await page.Find($".review-case [data-order='{first.Number}'] [data-action=snooze]").ClickAsync();

            Assert.Empty(Said);
            Assert.Empty(Dialogs.FindAll(".mud-dialog"));
            Assert.Contains($"order={first.Number}", Navigation.Uri, StringComparison.Ordinal);
        }

        await page.InvokeAsync(() => Navigation.NavigateTo($"/review?view=all&order={second.Number}"));
        page.WaitForElement($".review-case [data-order='{second.Number}'] [data-action=approve]:not([disabled])");
    }

    [Fact]
    public async Task Who_went_to_another_case_while_one_is_decided_is_not_fetched_back()
    {
        var (first, second, third) = (await HeldAsync(), await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?view=all&order={first.Number}");
        page.WaitForElement(".review-case [data-action=approve]:not([disabled])");
        var (begun, ends) = (new TaskCompletionSource(), new TaskCompletionSource());
        var inTheWay = Desk.WriteAsync(async _ =>
        {
            begun.SetResult();
            await ends.Task;
            return true;
        });
        await begun.Task;

        var deciding = page.Find(".review-case [data-action=approve]").ClickAsync();
        Navigation.NavigateTo($"/review?view=all&order={third.Number}");
        ends.SetResult();
        await inTheWay;
        await deciding;

        page.WaitForElement($".review-case [data-order='{third.Number}'] [data-action=approve]:not([disabled])");
        Assert.Contains($"order={third.Number}", Navigation.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Number, page.Find("[data-grid] tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains(second.Number, page.Find("[data-grid] tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_taken_back_although_the_page_is_still_on_its_way_to_the_next_case()
    {
        var (first, second, third) = (await HeldAsync(), await HeldAsync(), await HeldAsync());
        SignIn(Desk.Agent("Mei"));
        var page = OpenAt($"/review?view=all&order={first.Number}");
        await ApproveAsync(page, opens: second);
        using (NeverArrives())
        {
            await page.Find(".review-case [data-action=approve]").ClickAsync();
            Assert.Equal(OrderStatus.ReadyToFulfil, await StatusAsync(second));
            await page.Find("[data-action=undo]:not([aria-disabled=true])").ClickAsync();
        }

        page.WaitForElement($".review-case [data-order='{second.Number}'] [data-action=approve]:not([disabled], [aria-disabled=true])");
        Assert.Equal((OrderStatus.OnHold, OrderStatus.ReadyToFulfil), (await StatusAsync(second), await StatusAsync(first)));
        Assert.Empty(page.FindAll("[data-part=undo]"));
        Assert.Contains($"order={second.Number}", Navigation.Uri, StringComparison.Ordinal);
        await ApproveAsync(page, opens: third);
    }

    [Fact]
    public async Task A_sign_of_life_does_not_take_back_what_was_decided_or_given_back()
    {
        var id = await HeldAsync();
        var me = Desk.Agent("Mei");
        await ClaimAsync(id, me);
        await Desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(me, new LetGoOfCase.Command(id), Ct));

        var renewed = await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(id, Renews: true), Ct));

        Assert.Equal("review.claim-lost", renewed.Error?.Code);
        Assert.Null(await ClaimantAsync(id));
        await ClaimAsync(id, me);
        Assert.True((await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(id, Renews: true), Ct))).IsOk);
    }

    /// <summary>The page asks to go elsewhere and is still waiting.</summary>
    private IDisposable NeverArrives() => Navigation.RegisterLocationChangingHandler(async way => await new TaskCompletionSource().Task.WaitAsync(way.CancellationToken));

    private async Task ApproveAsync(IRenderedComponent<ReviewPage> page, OrderId opens)
    {
        page.WaitForElement(".review-case [data-action=approve]:not([disabled])");
        await page.Find(".review-case [data-action=approve]").ClickAsync();
        page.WaitForElement($".review-case [data-order='{opens.Number}'] [data-action=approve]:not([disabled])");
        Assert.Contains($"order={opens.Number}", Navigation.Uri, StringComparison.Ordinal);
    }

    private async Task ClaimAsync(OrderId id, Actor actor) => Assert.True((await Desk.UseAsync((ClaimCase claim) => claim.RunAsync(actor, new ClaimCase.Command(id), Ct))).IsOk);

    private async Task<OrderStatus> StatusAsync(OrderId id)
    {
        await using var db = Desk.Db();
        return (await db.Orders.SingleAsync(o => o.Id == id, Ct)).Status;
    }

    private static string Count(IRenderedComponent<ReviewPage> page) => page.Find("[data-view=next]").QuerySelector(".tab-count")?.TextContent ?? "";

    private IRenderedComponent<ReviewPage> OpenAt(string address)
    {
        Navigation.NavigateTo(address);
        return Open<ReviewPage>();
    }
}
