using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>How tests make a small history of decisions: through the same doors as everybody.</summary>
internal static class LearningDesk
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An order held for its remark, and for its phone if wanted.</summary>
    public static async Task<OrderId> HeldAsync(this TestDesk desk, Shop shop, bool badPhone = false)
    {
        var order = shop.Order();
        order["requests"] = new { remark = "Please ring twice" };
        if (badPhone)
        {
            order["customer"] = new { name = "Sample Buyer77", email = "buyer77@example.com", phone = "12" };
        }

        var id = await shop.TakenAsync(order);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.OnHold, await db.Orders.Where(o => o.Id == id).Select(o => o.Status).SingleAsync(Ct));
        return id;
    }

    public static async Task ApproveAsync(this TestDesk desk, Actor actor, OrderId id, TimeSpan? work)
    {
        await WorkAsync(desk, actor, id, work);
        var decided = await desk.UseAsync(async (ApproveOrder approve) => await approve.RunAsync(actor, new ApproveOrder.Command(id, await desk.VersionAsync(id), [], null), Ct));
        Assert.True(decided.IsOk, decided.Error?.Code);
    }

    public static async Task RejectAsync(this TestDesk desk, Actor actor, OrderId id, TimeSpan? work)
    {
        await WorkAsync(desk, actor, id, work);
        var decided = await desk.UseAsync(async (RejectOrder reject) => await reject.RunAsync(actor, new RejectOrder.Command(id, await desk.VersionAsync(id), "cannot be right", RefundInstruction.Full), Ct));
        Assert.True(decided.IsOk, decided.Error?.Code);
    }

    public static async Task<int> VersionAsync(this TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }

    public static async Task<CheckFigures.Answer> FiguresAsync(this TestDesk desk, DateOnly from, DateOnly? to = null)
    {
        var answer = await desk.UseAsync((CheckFigures figures) => figures.ReadAsync(desk.Manager(), new CheckFigures.Filter(from, to ?? from), Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    private static async Task WorkAsync(TestDesk desk, Actor actor, OrderId id, TimeSpan? work)
    {
        if (work is { } minutes)
        {
            Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(actor, new ClaimCase.Command(id), Ct))).IsOk);
            desk.Clock.Advance(minutes);
        }
    }
}
