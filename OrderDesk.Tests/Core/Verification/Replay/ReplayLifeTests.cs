using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Replay;

/// <summary>A replay that is stopped, asked for twice, or whose program ends in the middle.</summary>
public class ReplayLifeTests
{
    private static readonly VerificationPolicy Draft = new() { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Plausibility })] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_replay_whose_program_ended_goes_on_behind_the_last_order_that_was_counted(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, draft) = await BeginAsync(desk, 9);
        var asked = (await desk.AskReplayAsync(draft.Id)).Value;
        using var killed = new CancellationTokenSource();
        var kills = new Killer(killed, after: 2);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SlowAsync(desk, kills, asked, killed.Token));
        var half = await desk.ReplayAsync(draft.Id);
        Assert.Equal(ReplayState.Running, half.State);
        Assert.InRange(half.Done, 2, 8);

        Assert.Null(await desk.RoundAsync("replays"));
        desk.Clock.Advance(ReplayRun.SilentFor);
        Assert.Equal("jobs.replays.done", (await desk.RoundAsync("replays"))?.Code);

        var result = await desk.ReplayAsync(draft.Id);
        Assert.Equal((ReplayState.Done, 9L, 9L, 9L), (result.State, result.Done, result.Figures.Orders, result.Figures.Newly));
        Assert.Equal(9, (await desk.ChangedAsync(asked)).Count);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_replay_can_be_stopped_before_and_while_it_runs(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (_, draft) = await BeginAsync(desk, 6);
        var waiting = (await desk.AskReplayAsync(draft.Id)).Value;
        Assert.Equal("verification.edit-policy-forbidden", (await CancelAsync(desk, waiting, desk.Agent())).Error?.Code);
        Assert.True((await CancelAsync(desk, waiting)).IsOk);
        Assert.Equal(ReplayState.Cancelled, (await desk.ReplayAsync(draft.Id)).State);
        Assert.Equal("verification.replay-is-over", (await CancelAsync(desk, waiting)).Error?.Code);
        Assert.Equal("verification.replay-not-found", (await CancelAsync(desk, new ReplayRunId(4_711_000))).Error?.Code);

        var running = (await desk.AskReplayAsync(draft.Id)).Value;
        var stops = new Stopper(desk, running);
        var ended = await SlowAsync(desk, stops, running, Ct);

        Assert.Equal("verification.replay-cancelled", ended.Error?.Code);
        var result = await desk.ReplayAsync(draft.Id);
        Assert.Equal(ReplayState.Cancelled, result.State);
        Assert.InRange(result.Done, 1, 5);
        Assert.Null(await desk.RoundAsync("replays"));
    }

    [Fact]
    public async Task Of_two_replays_of_a_draft_the_newest_counts_and_the_older_one_stops()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (_, draft) = await BeginAsync(desk, 2);
        var first = (await desk.AskReplayAsync(draft.Id)).Value;
        var second = (await desk.AskReplayAsync(draft.Id)).Value;

        await desk.RoundAsync("replays");

        Assert.Equal((second, ReplayState.Done), ((await desk.ReplayAsync(draft.Id)).Id, (await desk.ReplayAsync(draft.Id)).State));
        await using var db = desk.Db();
        Assert.Equal(ReplayState.Cancelled, await db.ReplayRuns.Where(r => r.Id == first).Select(r => r.State).SingleAsync(Ct));
    }

    [Fact]
    public async Task Only_so_many_replays_wait_at_once()
    {
        await using var desk = await TestDesk.OpenAsync();
        await BeginAsync(desk, 1);
        for (var n = 0; n < AskForReplay.MostOpen; n++)
        {
            Assert.True((await desk.AskReplayAsync((await desk.DraftedAsync(Draft)).Id)).IsOk);
        }

        Assert.Equal("verification.replay-too-many", (await desk.AskReplayAsync((await desk.DraftedAsync(Draft)).Id)).Error?.Code);
    }

    [Fact]
    public async Task A_person_who_may_not_see_the_policy_sees_no_replay()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (_, draft) = await BeginAsync(desk, 1);
        var run = (await desk.ReplayedAsync(draft.Id)).Id;
        var lead = desk.WarehouseLead();

        Assert.Equal(ErrorKind.Forbidden, (await desk.UseAsync((ReplaySheet sheet) => sheet.ReadAsync(lead, draft.Id, Ct))).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await desk.UseAsync((ReplayChanges changes) => changes.ReadAsync(lead, run, null, new Paging(), Ct))).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await desk.UseAsync((ReplayChanges changes) => changes.TellAsync(lead, run, _ => { }, Ct))).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await desk.UseAsync((ReviewPace pace) => pace.ReadAsync(lead, desk.Now, desk.Now, Ct))).Error?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task The_changed_orders_are_read_in_pages_both_ways_and_by_kind(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (_, draft) = await BeginAsync(desk, 5);
        var run = (await desk.ReplayedAsync(draft.Id)).Id;
        var all = (await desk.ChangedAsync(run)).Select(c => c.OrderId).ToList();

        var first = await PageAsync(new Paging(2));
        var second = await PageAsync(new Paging(2, first.Next));
        var back = await PageAsync(new Paging(2, second.Previous, Back: true));
        var told = new List<OrderId>();
        Assert.Equal(5L, (await desk.UseAsync((ReplayChanges changes) => changes.TellAsync(desk.Manager(), run, row => told.Add(row.OrderId), Ct))).Value);

        Assert.Equal(all.Take(4), first.Rows.Concat(second.Rows).Select(row => row.OrderId));
        Assert.Equal(first.Rows.Select(row => row.OrderId), back.Rows.Select(row => row.OrderId));
        Assert.Equal(all, told);
        Assert.Empty(await desk.ChangedAsync(run, ReplayDifference.NoLonger));
        await using var db = desk.Db();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "replay.rows-opened", Ct));

        async Task<Page<ReplayChanges.Row>> PageAsync(Paging paging) => (await desk.UseAsync((ReplayChanges changes) => changes.ReadAsync(desk.Manager(), run, null, paging, Ct))).Value!;
    }

    [Theory, EveryDatabase]
    public async Task The_minutes_of_a_decision_are_measured_from_the_claim_and_assumed_where_there_are_too_few(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var agent = desk.Agent();
        for (var n = 1; n <= ReviewPace.Needs; n++)
        {
            var id = await shop.TakenAsync(shop.Order());
            await shop.HoldAsync(id);
            desk.Clock.Advance(TimeSpan.FromHours(5));
            Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(agent, new ClaimCase.Command(id), Ct))).IsOk);
            desk.Clock.Advance(TimeSpan.FromMinutes(n % 2 == 0 ? 2 : 4));
            Assert.True((await PublishPolicyTests.ApproveAsync(desk, agent, id)).IsOk);
            var pace = await desk.UseAsync((ReviewPace read) => read.ReadAsync(agent, desk.Now.AddDays(-90), desk.Now.AddDays(1), Ct));
            Assert.Equal((n, n < ReviewPace.Needs ? ReviewPace.UsualMinutes : 2), (pace.Value!.Decisions, pace.Value.Minutes));
        }
    }

    private static async Task<(Shop Shop, SaveDraft.Answer Draft)> BeginAsync(TestDesk desk, int orders)
    {
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        for (var n = 0; n < orders; n++)
        {
            await shop.TakenAsync(shop.Order(quantity: 2));
        }

        return (shop, await desk.DraftedAsync(Draft));
    }

    private static Task<Result> CancelAsync(TestDesk desk, ReplayRunId id, Actor? actor = null) =>
        desk.UseAsync((CancelReplay cancel) => cancel.RunAsync(actor ?? desk.Manager(), new CancelReplay.Command(id), Ct));

    /// <summary>A run that reads two orders at once and commits after each two; the contexts tell how often it read.</summary>
    private static Task<Result<long>> SlowAsync(TestDesk desk, IReads reads, ReplayRunId run, CancellationToken ct) => desk.UseAsync((Desk door) =>
    {
        var contexts = new Contexts(desk.Services.GetRequiredService<IDbContextFactory<OrderDeskDb>>(), reads);
        var slow = new RunReplay(door, contexts, Options.Create(new CompanyOptions()), Options.Create(new PassLimits()), desk.Clock, NullLogger<RunReplay>.Instance) { Batch = 2, CommitEvery = TimeSpan.Zero };
        return slow.RunAsync(Actor.System("test"), new RunReplay.Command(run), ct);
    });

    private interface IReads
    {
        Task ReadAsync();
    }

    /// <summary>The program is killed when it has read so often.</summary>
    private sealed class Killer(CancellationTokenSource killed, int after) : IReads
    {
        private int _reads;

        public Task ReadAsync() => ++_reads > after + 2 ? killed.CancelAsync() : Task.CompletedTask;
    }

    /// <summary>Somebody stops it while it reads.</summary>
    private sealed class Stopper(TestDesk desk, ReplayRunId run) : IReads
    {
        private int _reads;

        public async Task ReadAsync()
        {
            if (++_reads == 5)
            {
                Assert.True((await CancelAsync(desk, run)).IsOk);
            }
        }
    }

    private sealed class Contexts(IDbContextFactory<OrderDeskDb> inner, IReads reads) : IDbContextFactory<OrderDeskDb>
    {
        public OrderDeskDb CreateDbContext() => inner.CreateDbContext();

        public async Task<OrderDeskDb> CreateDbContextAsync(CancellationToken ct = default)
        {
            await reads.ReadAsync();
            return await inner.CreateDbContextAsync(ct);
        }
    }
}
