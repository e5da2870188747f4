using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>A bulk action is done order by order, by the rules of a single one.</summary>
public class BulkRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_order_is_decided_by_its_own_rules_and_a_refusal_stops_no_other(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(5);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(desk.Agent("Bo"), new ClaimCase.Command(held[1]), Ct));
        await desk.UseAsync((AddNote note) => note.RunAsync(desk.Agent("Cy"), new AddNote.Command(held[3], "wait a moment"), Ct));
        await desk.BulkStartAsync(me, look.Id);

        Assert.Equal("jobs.bulk.done", (await desk.RoundAsync("bulk"))?.Code);

        var sheet = await desk.BulkSheetAsync(me, look.Id);
        Assert.Equal((BulkState.Done, 3, 2), (sheet.Run.State, sheet.Run.Done, sheet.Run.Refused));
        Assert.Equal(["review.claimed-by-other", "review.order-changed"], sheet.Page.Rows.Where(r => r.Outcome is BulkOutcome.Refused).Select(r => r.Why!.Code));
        Assert.Equal("Bo", sheet.Page.Rows.First(r => r.Why is not null).Why!.Args[0]);
        await using var db = desk.Db();
        Assert.Equal(3, await db.Orders.CountAsync(o => o.Status == OrderStatus.ReadyToFulfil, Ct));
        Assert.Equal(3, await db.ReviewDecisions.CountAsync(d => d.ById == me.Id, Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_is_refused_half_way_leaves_nothing_behind(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(3);
        await desk.WriteAsync(async write => (await write.Db.Orders.SingleAsync(o => o.Id == held[1], Ct)).AddTag("rush", Actor.System("test"), write.Now).IsOk);

        var run = await desk.InBulkAsync(me, new BulkAction(BulkKind.Tag, " Rush "), held);

        Assert.Equal((2, 1), (run.Run.Done, run.Run.Refused));
        Assert.Equal("orders.tagged-already", run.Page.Rows[1].Why?.Code);
        await using var db = desk.Db();
        Assert.Equal(["Rush", "rush", "Rush"], await db.Orders.OrderBy(o => o.Id).Select(o => o.Tags).ToListAsync(Ct));
        Assert.Equal(2, await db.OrderEvents.CountAsync(e => e.Code == "review.in-bulk", Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_two_must_agree_to_gets_one_yes_and_the_same_person_gives_no_second(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, services => services.Configure<ReviewOptions>(o => o.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 5 }));
        var (me, held) = await desk.HeldCasesAsync(2);
        var boss = await new StaffRoom(desk).HireAsync(StaffRoles.Manager, "maya@example.com");

        var first = await desk.InBulkAsync(me, BulkDesk.Approve, held);
        var again = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        var second = await desk.InBulkAsync(boss, BulkDesk.Approve, held);

        Assert.Equal((0, 2, 0), (first.Run.Done, first.Run.Half, first.Run.Refused));
        Assert.Equal("review.second-must-be-another", again.Refusals.Single().Why.Code);
        Assert.Equal((2, 0, 0), (second.Run.Done, second.Run.Half, second.Run.Refused));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Two_over_the_same_orders_decide_each_order_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(12);
        var you = await new StaffRoom(desk).HireAsync(StaffRoles.Agent, "bo@example.com");
        var mine = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        var yours = await desk.BulkLookAsync(you, new BulkAction(BulkKind.Reject, "duplicate", RefundInstruction.None), new BulkPick(held));
        await desk.BulkStartAsync(me, mine.Id);
        await desk.BulkStartAsync(you, yours.Id);

        await desk.RoundAsync("bulk");

        var (one, other) = (await desk.BulkEndAsync(me, mine.Id), await desk.BulkEndAsync(you, yours.Id));
        Assert.Equal((12, 12), (one.Done + other.Done, one.Refused + other.Refused));
        await using var db = desk.Db();
        Assert.Equal(12, await db.ReviewDecisions.Select(d => d.OrderId).Distinct().CountAsync(Ct));
        Assert.Equal(12, await db.ReviewDecisions.CountAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_refused_ones_are_tried_again_as_they_are_now(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(4);
        var other = desk.Agent("Bo");
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(other, new ClaimCase.Command(held[2]), Ct));
        var first = await desk.InBulkAsync(me, BulkDesk.Approve, held);
        await desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(other, new LetGoOfCase.Command(held[2]), Ct));

        var retry = await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(first.Run.Id), Ct));
        await desk.BulkStartAsync(me, retry.Value!.Id);
        await desk.RoundAsync("bulk");

        Assert.Equal((1, 1), (first.Run.Refused, retry.Value.Would));
        var second = await desk.BulkSheetAsync(me, retry.Value.Id);
        Assert.Equal((BulkState.Done, 1, first.Run.Id), (second.Run.State, second.Run.Done, second.Run.RetryOf!.Value));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_trail_and_the_timeline_say_what_it_was_part_of(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await desk.HeldCasesAsync(1);

        var run = await desk.InBulkAsync(me, new BulkAction(BulkKind.Reject, "Suspected fraud", RefundInstruction.Full), held);

        await using var db = desk.Db();
        var line = await db.AuditEntries.SingleAsync(a => a.Action == "order.changed" && a.ActorId == me.Id, Ct);
        Assert.Contains($"\"bulk {run.Run.Id.Value}\"", line.Details, StringComparison.Ordinal);
        var said = await db.OrderEvents.SingleAsync(e => e.Code == "review.in-bulk", Ct);
        Assert.Equal((me.Id, held[0]), (said.ActorId, said.OrderId));
        Assert.Equal(OrderStatus.Cancelled, await db.Orders.Select(o => o.Status).SingleAsync(Ct));
    }

    [Fact]
    public async Task Cases_are_passed_on_and_put_off_together()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await desk.HeldCasesAsync(2);

        Assert.Equal(1, (await desk.InBulkAsync(me, new BulkAction(BulkKind.Escalate, "too dear for me"), [held[0]])).Run.Done);
        var rest = await desk.InBulkAsync(me, new BulkAction(BulkKind.Snooze, null, null, desk.Now.AddHours(2)), held);

        Assert.Equal((1, 1), (rest.Run.Done, rest.Run.Refused));
        Assert.Equal("review.escalated", rest.Page.Rows[0].Why?.Code);
        await using var db = desk.Db();
        Assert.Equal([true, false], await db.ReviewCases.OrderBy(c => c.OrderId).Select(c => c.EscalatedAt != null).ToListAsync(Ct));
        Assert.Equal([false, true], await db.ReviewCases.OrderBy(c => c.OrderId).Select(c => c.SnoozedUntil != null).ToListAsync(Ct));
    }

    [Fact]
    public async Task What_a_bulk_action_reads_is_found_along_indexes()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var (me, held) = await desk.HeldCasesAsync(3);
        var look = await desk.BulkLookAsync(me, BulkDesk.Approve, new BulkPick(held));
        await desk.BulkStartAsync(me, look.Id);
        var before = log.Statements.Count;

        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Done, 3, 0), await desk.BulkEndAsync(me, look.Id));
        var asked = log.Statements.Skip(before).Where(sql => sql.Contains("FROM \"customers\"", StringComparison.Ordinal) || sql.Contains("FROM \"orders\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct));
    }
}
