using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;

namespace OrderDesk.Tests.Web.Review;

/// <summary>Who acts on the page of an order is asked at the moment of the act.</summary>
public sealed class OrderActsTests : OrderPageTest
{
    [Fact]
    public async Task Who_is_signed_out_while_the_order_is_open_decides_nothing()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        EndSession();

        await page.Find("[data-action=approve]").ClickAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(Said));
        await using var db = Desk.Db();
        Assert.Equal(OrderStatus.OnHold, (await db.Orders.SingleAsync(o => o.Id == id, Ct)).Status);
    }

    [Fact]
    public async Task The_checks_can_be_run_again()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var before = await RunsAsync(id);

        await page.Find("[data-action=verify]").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal([$"Checked {id.Number} again"], Said));
        Assert.Equal(before + 1, await RunsAsync(id));
    }

    private async Task<int> RunsAsync(OrderId id)
    {
        await using var db = Desk.Db();
        return await db.Verifications.Where(v => v.OrderId == id).Select(v => v.Runs).SingleAsync(Ct);
    }
}
