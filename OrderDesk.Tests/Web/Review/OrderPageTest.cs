using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>A held order and its page.</summary>
public abstract class OrderPageTest : DeskPageTest
{
    /// <summary>Shows the page of an order.</summary>
    protected IRenderedComponent<OrderPage> Page(OrderId id)
    {
        var page = Open<OrderPage>(p => p.Add(o => o.Number, id.Number));
        page.WaitForElement("[data-order]");
        return page;
    }

    /// <summary>An order that a person holds.</summary>
    protected async Task<OrderId> HeldAsync()
    {
        await Shop.StockAsync("MUG", 50);
        var sent = await Shop.SendAsync(Shop.Order());
        Assert.True(sent.IsOk, sent.Error?.Code);
        var id = new OrderId(sent.Value.Answer.Id);
        await Shop.HoldAsync(id);
        return id;
    }

    /// <summary>Who works on it now.</summary>
    protected async Task<StaffId?> ClaimantAsync(OrderId id)
    {
        await using var db = Desk.Db();
        return await db.ReviewCases.Where(r => r.OrderId == id).Select(r => r.ClaimedBy).SingleAsync(Ct);
    }
}
