using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>A bulk action that is stopped, broken or killed keeps what it did and does nothing twice.</summary>
public class BulkStopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task It_goes_on_after_a_crash_and_does_no_order_twice(Database database)
    {
        var fuse = new BulkFuse();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(fuse));
        var (me, held) = await desk.HeldCasesAsync(25);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.BulkStartAsync(me, look.Id);

        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        fuse.Burn(14, killed);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.BulkWorkAsync(killed.Token));
        var half = await desk.BulkSheetAsync(me, look.Id);
        Assert.Equal((BulkState.Running, 10), (half.Run.State, half.Run.Done));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Done, 25, 0), await desk.BulkEndAsync(me, look.Id));
        await using var db = desk.Db();
        Assert.Equal(25, await db.ReviewDecisions.CountAsync(Ct));
        Assert.Equal(25, await db.OrderEvents.CountAsync(e => e.Code == "review.in-bulk", Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_on_which_the_program_breaks_is_refused_alone(Database database)
    {
        var fuse = new BulkFuse();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(fuse));
        var (me, held) = await desk.HeldCasesAsync(4);
        fuse.Poison = held[2];

        var run = await desk.InBulkAsync(me, BulkDesk.Approve, held);

        Assert.Equal((BulkState.Done, 3, 1), (run.Run.State, run.Run.Done, run.Run.Refused));
        Assert.Equal("review.bulk-broke", run.Page.Rows[2].Why?.Code);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_another_part_of_the_desk_refuses_is_refused_alone_with_its_reason(Database database)
    {
        var fuse = new BulkFuse();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(fuse));
        var (me, held) = await desk.HeldCasesAsync(4);
        fuse.Unwanted = held[1];

        var run = await desk.InBulkAsync(me, BulkDesk.Approve, held);

        Assert.Equal((BulkState.Done, 3, 1), (run.Run.State, run.Run.Done, run.Run.Refused));
        Assert.Equal("inventory.receipt-already-booked", run.Page.Rows[1].Why?.Code);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task One_that_is_stopped_keeps_what_it_did(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(3);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.BulkStartAsync(me, look.Id);

        Assert.Equal("review.bulk-not-yours", (await desk.BulkCancelAsync(desk.Agent("Bo"), look.Id)).Error?.Code);
        Assert.True((await desk.BulkCancelAsync(desk.Manager(), look.Id)).IsOk);
        Assert.Null(await desk.RoundAsync("bulk"));

        Assert.Equal((BulkState.Cancelled, 0, 0), await desk.BulkEndAsync(me, look.Id));
        Assert.Equal("review.bulk-over", (await desk.BulkCancelAsync(me, look.Id)).Error?.Code);
        var retry = await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(look.Id), Ct));
        Assert.Equal(3, retry.Value?.Would);
    }

    [Theory, EveryDatabase]
    public async Task It_stops_when_the_person_may_act_no_more(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(2);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.BulkStartAsync(me, look.Id);
        await desk.WriteAsync(async write => (await write.Db.Users.SingleAsync(u => u.Id == me.Id.Value, Ct)).DisabledAt = write.Now);

        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Cancelled, 0, 0), await desk.BulkEndAsync(me, look.Id));
    }
}
