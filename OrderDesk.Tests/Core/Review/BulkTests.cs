using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>One action over many orders: looked at first, then done order by order by the rules of a single one.</summary>
public class BulkTests
{
    private static readonly BulkAction Approve = new(BulkKind.Approve);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_look_says_what_would_happen_and_changes_no_order(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 3);
        var other = desk.Agent("Bo");
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(other, new ClaimCase.Command(held[0]), Ct));
        var before = await VersionsAsync(desk);

        var look = await LookAsync(desk, me, Approve, new BulkPick(Filter: new() { Status = OrderStatus.OnHold }, Asked: "/orders?status=on-hold"));

        Assert.Equal((3, 2, 0, 1), (look.Total, look.Would, look.Half, look.Refused));
        Assert.Equal(("review.claimed-by-other", held[0]), (look.Refusals.Single().Why.Code, look.Refusals.Single().First));
        Assert.Equal(before, await VersionsAsync(desk));
        Assert.Null(await desk.RoundAsync("bulk"));
        Assert.Equal(before, await VersionsAsync(desk));
    }

    [Theory, EveryDatabase]
    public async Task Every_order_is_decided_by_its_own_rules_and_a_refusal_stops_no_other(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 5);
        var look = await LookAsync(desk, me, Approve, new BulkPick(held));
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(desk.Agent("Bo"), new ClaimCase.Command(held[1]), Ct));
        await desk.UseAsync((AddNote note) => note.RunAsync(desk.Agent("Cy"), new AddNote.Command(held[3], "wait a moment"), Ct));
        await StartAsync(desk, me, look.Id);

        Assert.Equal("jobs.bulk.done", (await desk.RoundAsync("bulk"))?.Code);

        var sheet = await SheetAsync(desk, me, look.Id);
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
        var (me, held) = await OpenAsync(desk, 3);
        await desk.WriteAsync(async write => (await write.Db.Orders.SingleAsync(o => o.Id == held[1], Ct)).AddTag("rush", Actor.System("test"), write.Now).IsOk);

        var run = await RunAsync(desk, me, new BulkAction(BulkKind.Tag, " Rush "), held);

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
        var (me, held) = await OpenAsync(desk, 2);
        var boss = await new StaffRoom(desk).HireAsync(StaffRoles.Manager, "maya@example.com");

        var first = await RunAsync(desk, me, Approve, held);
        var again = await LookAsync(desk, me, Approve, new BulkPick(held));
        var second = await RunAsync(desk, boss, Approve, held);

        Assert.Equal((0, 2, 0), (first.Run.Done, first.Run.Half, first.Run.Refused));
        Assert.Equal("review.second-must-be-another", again.Refusals.Single().Why.Code);
        Assert.Equal((2, 0, 0), (second.Run.Done, second.Run.Half, second.Run.Refused));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task It_goes_on_after_a_crash_and_does_no_order_twice(Database database)
    {
        var fuse = new Fuse();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(fuse));
        var (me, held) = await OpenAsync(desk, 25);
        var look = await LookAsync(desk, me, Approve, new BulkPick(held));
        await StartAsync(desk, me, look.Id);

        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        fuse.Burn(14, killed);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WorkAsync(desk, killed.Token));
        var half = await SheetAsync(desk, me, look.Id);
        Assert.Equal((BulkState.Running, 10), (half.Run.State, half.Run.Done));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Done, 25, 0), await EndAsync(desk, me, look.Id));
        await using var db = desk.Db();
        Assert.Equal(25, await db.ReviewDecisions.CountAsync(Ct));
        Assert.Equal(25, await db.OrderEvents.CountAsync(e => e.Code == "review.in-bulk", Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_on_which_the_program_breaks_is_refused_alone(Database database)
    {
        var fuse = new Fuse();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IReaction>(fuse));
        var (me, held) = await OpenAsync(desk, 4);
        fuse.Poison = held[2];

        var run = await RunAsync(desk, me, Approve, held);

        Assert.Equal((BulkState.Done, 3, 1), (run.Run.State, run.Run.Done, run.Run.Refused));
        Assert.Equal("review.bulk-broke", run.Page.Rows[2].Why?.Code);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Two_over_the_same_orders_decide_each_order_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 12);
        var you = await new StaffRoom(desk).HireAsync(StaffRoles.Agent, "bo@example.com");
        var mine = await LookAsync(desk, me, Approve, new BulkPick(held));
        var yours = await LookAsync(desk, you, new BulkAction(BulkKind.Reject, "duplicate", RefundInstruction.None), new BulkPick(held));
        await StartAsync(desk, me, mine.Id);
        await StartAsync(desk, you, yours.Id);

        await desk.RoundAsync("bulk");

        var (one, other) = (await EndAsync(desk, me, mine.Id), await EndAsync(desk, you, yours.Id));
        Assert.Equal((12, 12), (one.Done + other.Done, one.Refused + other.Refused));
        await using var db = desk.Db();
        Assert.Equal(12, await db.ReviewDecisions.Select(d => d.OrderId).Distinct().CountAsync(Ct));
        Assert.Equal(12, await db.ReviewDecisions.CountAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task One_that_is_stopped_keeps_what_it_did(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 3);
        var look = await LookAsync(desk, me, Approve, new BulkPick(held));
        await StartAsync(desk, me, look.Id);

        Assert.Equal("review.bulk-not-yours", (await CancelAsync(desk, desk.Agent("Bo"), look.Id)).Error?.Code);
        Assert.True((await CancelAsync(desk, desk.Manager(), look.Id)).IsOk);
        Assert.Null(await desk.RoundAsync("bulk"));

        Assert.Equal((BulkState.Cancelled, 0, 0), await EndAsync(desk, me, look.Id));
        Assert.Equal("review.bulk-over", (await CancelAsync(desk, me, look.Id)).Error?.Code);
        var retry = await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(look.Id), Ct));
        Assert.Equal(3, retry.Value?.Would);
    }

    [Theory, EveryDatabase]
    public async Task The_refused_ones_are_tried_again_as_they_are_now(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 4);
        var other = desk.Agent("Bo");
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(other, new ClaimCase.Command(held[2]), Ct));
        var first = await RunAsync(desk, me, Approve, held);
        await desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(other, new LetGoOfCase.Command(held[2]), Ct));

        var retry = await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(first.Run.Id), Ct));
        await StartAsync(desk, me, retry.Value!.Id);
        await desk.RoundAsync("bulk");

        Assert.Equal((1, 1), (first.Run.Refused, retry.Value.Would));
        var second = await SheetAsync(desk, me, retry.Value.Id);
        Assert.Equal((BulkState.Done, 1, first.Run.Id), (second.Run.State, second.Run.Done, second.Run.RetryOf!.Value));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task It_stops_when_the_person_may_act_no_more(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 2);
        var look = await LookAsync(desk, me, Approve, new BulkPick(held));
        await StartAsync(desk, me, look.Id);
        await desk.WriteAsync(async write => (await write.Db.Users.SingleAsync(u => u.Id == me.Id.Value, Ct)).DisabledAt = write.Now);

        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Cancelled, 0, 0), await EndAsync(desk, me, look.Id));
    }

    [Theory, EveryDatabase]
    public async Task The_trail_and_the_timeline_say_what_it_was_part_of(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (me, held) = await OpenAsync(desk, 1);

        var run = await RunAsync(desk, me, new BulkAction(BulkKind.Reject, "Suspected fraud", RefundInstruction.Full), held);

        await using var db = desk.Db();
        var line = await db.AuditEntries.SingleAsync(a => a.Action == "order.changed" && a.ActorId == me.Id, Ct);
        Assert.Contains($"\"bulk {run.Run.Id.Value}\"", line.Details, StringComparison.Ordinal);
        var said = await db.OrderEvents.SingleAsync(e => e.Code == "review.in-bulk", Ct);
        Assert.Equal((me.Id, held[0]), (said.ActorId, said.OrderId));
        Assert.Equal(OrderStatus.Cancelled, await db.Orders.Select(o => o.Status).SingleAsync(Ct));
    }

    [Theory]
    [InlineData(BulkKind.Reject, null, "orders.cancel-reason-required")]
    [InlineData(BulkKind.Reject, "no refund said", "review.unknown-refund")]
    [InlineData(BulkKind.Tag, "a,b", "orders.bad-tag")]
    [InlineData(BulkKind.Note, "  ", "orders.note-required")]
    [InlineData(BulkKind.Escalate, "", "review.reason-required")]
    [InlineData(BulkKind.Snooze, null, "review.bad-snooze")]
    [InlineData((BulkKind)99, null, "review.bulk-unknown")]
    public async Task What_cannot_be_done_to_any_order_is_refused_at_the_look(BulkKind kind, string? text, string code)
    {
        await using var desk = await TestDesk.OpenAsync();
        var look = await desk.UseAsync((LookAtBulk at) => at.RunAsync(desk.Agent(), new LookAtBulk.Command(new BulkAction(kind, text), new BulkPick([new OrderId(1)])), Ct));
        Assert.Equal(code, look.Error?.Code);
    }

    [Fact]
    public async Task Who_may_not_do_it_to_one_order_may_not_do_it_to_many()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await OpenAsync(desk, 2);
        var pick = new BulkPick(held);

        Assert.Equal("review.decide-forbidden", (await TryLookAsync(desk, desk.WarehouseLead(), Approve, pick)).Error?.Code);
        Assert.Equal("review.bulk-forbidden", (await TryLookAsync(desk, desk.Nobody(), Approve, pick)).Error?.Code);
        Assert.True((await TryLookAsync(desk, desk.WarehouseLead(), new BulkAction(BulkKind.Note, "seen"), pick)).IsOk);
        Assert.Equal("review.bulk-nothing", (await TryLookAsync(desk, me, Approve, new BulkPick([]))).Error?.Code);
        Assert.Equal("review.bulk-nothing", (await TryLookAsync(desk, me, Approve, new BulkPick(Filter: new() { Status = OrderStatus.Shipped }))).Error?.Code);
        Assert.Equal("review.bulk-too-many", (await TryLookAsync(desk, me, Approve, new BulkPick([.. Enumerable.Range(1, BulkRun.MostRows + 1).Select(n => new OrderId(n))]))).Error?.Code);
    }

    [Fact]
    public async Task A_look_can_be_dropped_grows_old_and_is_started_once_by_its_owner()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await OpenAsync(desk, 2);
        var look = await LookAsync(desk, me, Approve, new BulkPick(View: ReviewView.All, But: [held[0]]));
        var dropped = await LookAsync(desk, me, Approve, new BulkPick(held));
        Assert.Equal(1, look.Total);

        Assert.Equal("review.bulk-not-yours", (await TryStartAsync(desk, desk.Agent("Bo"), look.Id)).Error?.Code);
        Assert.Equal("review.bulk-not-over", (await desk.UseAsync((RetryBulk again) => again.RunAsync(me, new RetryBulk.Command(look.Id), Ct))).Error?.Code);
        Assert.True((await CancelAsync(desk, me, dropped.Id)).IsOk);
        Assert.Equal("review.bulk-not-found", (await TryStartAsync(desk, me, dropped.Id)).Error?.Code);
        desk.Clock.Advance(BulkRun.DraftsLast + TimeSpan.FromMinutes(1));
        Assert.Equal("review.bulk-look-too-old", (await TryStartAsync(desk, me, look.Id)).Error?.Code);
        await desk.RoundAsync("bulk");
        Assert.Equal("review.bulk-not-found", (await TryStartAsync(desk, me, look.Id)).Error?.Code);

        var anew = await LookAsync(desk, me, Approve, new BulkPick(held));
        await StartAsync(desk, me, anew.Id);
        Assert.Equal("review.bulk-over", (await TryStartAsync(desk, me, anew.Id)).Error?.Code);
    }

    [Fact]
    public async Task Cases_are_passed_on_and_put_off_together()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (me, held) = await OpenAsync(desk, 2);

        Assert.Equal(1, (await RunAsync(desk, me, new BulkAction(BulkKind.Escalate, "too dear for me"), [held[0]])).Run.Done);
        var rest = await RunAsync(desk, me, new BulkAction(BulkKind.Snooze, null, null, desk.Now.AddHours(2)), held);

        Assert.Equal((1, 1), (rest.Run.Done, rest.Run.Refused));
        Assert.Equal("review.escalated", rest.Page.Rows[0].Why?.Code);
        await using var db = desk.Db();
        Assert.Equal([true, false], await db.ReviewCases.OrderBy(c => c.OrderId).Select(c => c.EscalatedAt != null).ToListAsync(Ct));
        Assert.Equal([false, true], await db.ReviewCases.OrderBy(c => c.OrderId).Select(c => c.SnoozedUntil != null).ToListAsync(Ct));
    }

    private static async Task<(Actor Me, List<OrderId> Held)> OpenAsync(TestDesk desk, int orders)
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

    private static Task<Result<LookAtBulk.Answer>> TryLookAsync(TestDesk desk, Actor actor, BulkAction action, BulkPick pick) =>
        desk.UseAsync((LookAtBulk look) => look.RunAsync(actor, new LookAtBulk.Command(action, pick), Ct));

    private static async Task<LookAtBulk.Answer> LookAsync(TestDesk desk, Actor actor, BulkAction action, BulkPick pick)
    {
        var look = await TryLookAsync(desk, actor, action, pick);
        Assert.True(look.IsOk, look.Error?.Code);
        return look.Value;
    }

    private static Task<Result> TryStartAsync(TestDesk desk, Actor actor, BulkRunId id) => desk.UseAsync((StartBulk start) => start.RunAsync(actor, new StartBulk.Command(id), Ct));

    private static async Task StartAsync(TestDesk desk, Actor actor, BulkRunId id) => Assert.Null((await TryStartAsync(desk, actor, id)).Error?.Code);

    private static Task<Result> CancelAsync(TestDesk desk, Actor actor, BulkRunId id) => desk.UseAsync((CancelBulk cancel) => cancel.RunAsync(actor, new CancelBulk.Command(id), Ct));

    private static async Task<BulkSheet.Answer> SheetAsync(TestDesk desk, Actor actor, BulkRunId id) =>
        (await desk.UseAsync((BulkSheet sheet) => sheet.ReadAsync(actor, id, null, new Paging(), Ct))).Value!;

    private static async Task<(BulkState State, int Done, int Refused)> EndAsync(TestDesk desk, Actor actor, BulkRunId id) =>
        (await SheetAsync(desk, actor, id)).Run is var run ? (run.State, run.Done, run.Refused) : default;

    private static async Task<BulkSheet.Answer> RunAsync(TestDesk desk, Actor actor, BulkAction action, IReadOnlyList<OrderId> orders)
    {
        var look = await LookAsync(desk, actor, action, new BulkPick(orders));
        await StartAsync(desk, actor, look.Id);
        await desk.RoundAsync("bulk");
        return await SheetAsync(desk, actor, look.Id);
    }

    private static async Task<List<string>> VersionsAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return [.. (await db.Orders.OrderBy(o => o.Id).Select(o => new { o.Version, o.EventCount, o.Status }).ToListAsync(Ct)).Select(o => o.ToString()!)];
    }

    private static async Task WorkAsync(TestDesk desk, CancellationToken ct)
    {
        var run = await desk.HoldJobAsync("bulk");
        await using var scope = desk.Services.CreateAsyncScope();
        var entry = desk.Services.GetServices<JobEntry>().Single(job => job.Name == "bulk");
        await ((IJob)scope.ServiceProvider.GetRequiredService(entry.Type)).WorkAsync(run, ct);
    }

    /// <summary>Burns through in the middle of a write, as a program that is killed does; or breaks at one order whenever it comes by.</summary>
    private sealed class Fuse : Reaction<HoldsCleared>
    {
        private CancellationTokenSource? _killed;
        private int _left;

        public OrderId? Poison { get; set; }

        public void Burn(int after, CancellationTokenSource killed) => (_left, _killed) = (after, killed);

        protected override Task<Result> ReactAsync(Write write, HoldsCleared happened, CancellationToken ct)
        {
            if (happened.Order.Id == Poison)
            {
                throw new InvalidOperationException("this order breaks");
            }

            if (_killed is { IsCancellationRequested: false } killed && _left-- == 0)
            {
                killed.Cancel();
            }

            ct.ThrowIfCancellationRequested();
            return Task.FromResult(Result.Ok);
        }
    }
}
