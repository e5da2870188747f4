using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Web.Review;

/// <summary>Cancelling an order that no case holds: at once, through the warehouse, or only as a return.</summary>
public sealed class OrderStopsTests : OrderPageTest
{
    [Fact]
    public async Task Before_picking_it_is_cancelled_with_a_reason()
    {
        var id = await TakenAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);

        var click = page.Find("[data-action=cancel]").ClickAsync();
        await Dialogs.WaitForElement("[data-action=confirm]").ClickAsync();
        Assert.NotEmpty(Dialogs.FindAll(".field-error"));
        await Dialogs.Find("input[value=customer]").ChangeAsync("customer");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-action=cancel]")));
        Assert.Equal(OrderStatus.Cancelled, await StatusAsync(id));
    }

    [Fact]
    public async Task While_it_is_picked_the_warehouse_is_asked()
    {
        var id = await TakenAsync(OrderStatus.Fulfilling);
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var click = page.Find("[data-action=cancel]").ClickAsync();
        await Dialogs.WaitForElement("input[value=customer]").ChangeAsync("customer");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;
        page.WaitForAssertion(() => Assert.Contains("Mei asks to stop this order", page.Find("[data-part=ask-to-stop]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-action=cancel], [data-action=stopped]"));
        Assert.Equal(OrderStatus.Fulfilling, await StatusAsync(id));
    }

    [Fact]
    public async Task The_warehouse_answers_on_the_page_of_the_order_and_says_why_not()
    {
        var id = await TakenAsync(OrderStatus.Fulfilling);
        await using (var db = Desk.Db())
        {
            var seen = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
            await Desk.UseAsync((CancelOrder cancel) => cancel.RunAsync(Desk.Agent("Mei"), new CancelOrder.Command(id, seen, "They rang", RefundInstruction.None), Ct));
        }

        SignIn(Desk.WarehouseLead("Wei"));
        var lead = Page(id);
        Assert.Contains("They rang", lead.Find("[data-part=ask-to-stop]").TextContent, StringComparison.Ordinal);
        var late = lead.Find("[data-action=not-stopped]").ClickAsync();
        await Dialogs.WaitForElement("[data-action=confirm]").ClickAsync();
        Assert.Contains("Say why it could not be stopped", Dialogs.WaitForElement(".field-error").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("#reason").ChangeAsync("It is on the lorry");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await late;

        lead.WaitForAssertion(() => Assert.Empty(lead.FindAll("[data-part=ask-to-stop]")));
        Assert.Equal(OrderStatus.Fulfilling, await StatusAsync(id));
    }

    [Fact]
    public async Task What_has_left_says_that_it_comes_back_only_as_a_return()
    {
        var id = await TakenAsync(OrderStatus.Fulfilling, OrderStatus.Shipped);
        SignIn(Desk.Agent("Mei"));

        var page = Page(id);

        Assert.NotEmpty(page.FindAll("[data-part=only-return]"));
        Assert.Empty(page.FindAll("[data-action=cancel]"));
    }

    private async Task<OrderId> TakenAsync(params OrderStatus[] steps)
    {
        await Shop.StockAsync("MUG", 5);
        var id = await Shop.TakenAsync(Shop.Order());
        await Desk.WriteAsync(async write =>
        {
            var order = await write.Db.Orders.SingleAsync(o => o.Id == id, Ct);
            foreach (var step in steps)
            {
                order.Imagine(step, step is OrderStatus.Fulfilling ? FulfilmentStatus.Picking : FulfilmentStatus.Shipped, Actor.System("test"), Desk.Now);
            }

            return true;
        });
        return id;
    }

    private async Task<OrderStatus> StatusAsync(OrderId id)
    {
        await using var db = Desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct);
    }
}
