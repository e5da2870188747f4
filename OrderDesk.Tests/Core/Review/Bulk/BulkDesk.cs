using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>How tests do one thing to many orders: through the same doors as everybody.</summary>
internal static class BulkDesk
{
    public static readonly BulkAction Approve = new(BulkKind.Approve);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<(Actor Me, List<OrderId> Held)> HeldCasesAsync(this TestDesk desk, int orders)
    {
        var me = await new StaffRoom(desk).HireAsync(StaffRoles.Agent);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 100);
        var held = new List<OrderId>();
        for (var i = 0; i < orders; i++)
        {
            var id = await shop.TakenAsync(shop.Order());
            await shop.HoldAsync(id);
            held.Add(id);
        }

        return (me, held);
    }

    public static Task<Result<LookAtBulk.Answer>> TryBulkLookAsync(this TestDesk desk, Actor actor, BulkAction action, BulkPick pick) =>
        desk.UseAsync((LookAtBulk look) => look.RunAsync(actor, new LookAtBulk.Command(action, pick), Ct));

    public static async Task<LookAtBulk.Answer> BulkLookAsync(this TestDesk desk, Actor actor, BulkAction action, BulkPick pick)
    {
        var look = await desk.TryBulkLookAsync(actor, action, pick);
        Assert.True(look.IsOk, look.Error?.Code);
        return look.Value;
    }

    public static Task<Result> TryBulkStartAsync(this TestDesk desk, Actor actor, BulkRunId id) => desk.UseAsync((StartBulk start) => start.RunAsync(actor, new StartBulk.Command(id), Ct));

    public static async Task BulkStartAsync(this TestDesk desk, Actor actor, BulkRunId id) => Assert.Null((await desk.TryBulkStartAsync(actor, id)).Error?.Code);

    public static Task<Result> BulkCancelAsync(this TestDesk desk, Actor actor, BulkRunId id) => desk.UseAsync((CancelBulk cancel) => cancel.RunAsync(actor, new CancelBulk.Command(id), Ct));

    public static async Task<BulkSheet.Answer> BulkSheetAsync(this TestDesk desk, Actor actor, BulkRunId id) =>
        (await desk.UseAsync((BulkSheet sheet) => sheet.ReadAsync(actor, id, null, new Paging(), Ct))).Value!;

    public static async Task<(BulkState State, int Done, int Refused)> BulkEndAsync(this TestDesk desk, Actor actor, BulkRunId id) =>
        (await desk.BulkSheetAsync(actor, id)).Run is var run ? (run.State, run.Done, run.Refused) : default;

    public static async Task<BulkSheet.Answer> InBulkAsync(this TestDesk desk, Actor actor, BulkAction action, IReadOnlyList<OrderId> orders)
    {
        var look = await desk.BulkLookAsync(actor, action, new BulkPick(orders));
        await desk.BulkStartAsync(actor, look.Id);
        await desk.RoundAsync("bulk");
        return await desk.BulkSheetAsync(actor, look.Id);
    }

    public static async Task<List<string>> OrderVersionsAsync(this TestDesk desk)
    {
        await using var db = desk.Db();
        return [.. (await db.Orders.OrderBy(o => o.Id).Select(o => new { o.Version, o.EventCount, o.Status }).ToListAsync(Ct)).Select(o => o.ToString()!)];
    }

    public static async Task BulkWorkAsync(this TestDesk desk, CancellationToken ct)
    {
        var run = await desk.HoldJobAsync("bulk");
        await using var scope = desk.Services.CreateAsyncScope();
        var entry = desk.Services.GetServices<JobEntry>().Single(job => job.Name == "bulk");
        await ((IJob)scope.ServiceProvider.GetRequiredService(entry.Type)).WorkAsync(run, ct);
    }
}
