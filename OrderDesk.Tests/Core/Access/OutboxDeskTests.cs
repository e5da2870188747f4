using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Access;

/// <summary>What is set aside is seen by those who keep the desk running, and tried again or given up by them.</summary>
public class OutboxDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_message_that_was_set_aside_is_tried_again_at_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var manager = desk.Manager("Maya");
        var row = await AsideAsync(desk, manager);
        Assert.Equal("outbox.no-handler", row.Note?.Code);

        var done = await desk.UseAsync((RetryMessage retry) => retry.RunAsync(manager, new RetryMessage.Command(row.Id, row.Fence), Ct));

        Assert.True(done.IsOk, done.Error?.Code);
        var waiting = await ListAsync(desk, manager, new OutboxList.Filter());
        Assert.Equal((1, 0, row.Id), (waiting.Waiting, waiting.SetAside, Assert.Single(waiting.Page.Rows).Id));
        Assert.Equal(desk.Now, waiting.Page.Rows[0].NextTryAt);
        await using var db = desk.Db();
        Assert.Equal("Maya", await db.AuditEntries.Where(entry => entry.Action == "outbox.retried").Select(entry => entry.ActorName).SingleAsync(Ct));
    }

    [Theory, EveryDatabase]
    public async Task A_message_that_is_given_up_says_by_whom_and_is_never_tried_again(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var manager = desk.Manager("Maya");
        var row = await AsideAsync(desk, manager);

        var done = await desk.UseAsync((DiscardMessage discard) => discard.RunAsync(manager, new DiscardMessage.Command(row.Id, row.Fence), Ct));

        Assert.True(done.IsOk, done.Error?.Code);
        var given = Assert.Single((await ListAsync(desk, manager, new OutboxList.Filter(SetAside: true))).Page.Rows);
        Assert.Equal((OutboxNote.DiscardedCode, "Maya", null), (given.Note!.Code, given.Note.Args[0], given.NextTryAt));
        var again = await desk.UseAsync((DiscardMessage discard) => discard.RunAsync(manager, new DiscardMessage.Command(given.Id, given.Fence), Ct));
        Assert.Equal("outbox.already-discarded", again.Error?.Code);
    }

    [Fact]
    public async Task Who_saw_an_older_try_is_refused_and_nothing_is_changed()
    {
        await using var desk = await TestDesk.OpenAsync();
        var manager = desk.Manager();
        var row = await AsideAsync(desk, manager);
        await desk.UseAsync((RetryMessage retry) => retry.RunAsync(manager, new RetryMessage.Command(row.Id, row.Fence), Ct));

        var late = await desk.UseAsync((DiscardMessage discard) => discard.RunAsync(manager, new DiscardMessage.Command(row.Id, row.Fence), Ct));
        var missing = await desk.UseAsync((RetryMessage retry) => retry.RunAsync(manager, new RetryMessage.Command(new OutboxMessageId(99), 0), Ct));

        Assert.Equal(("outbox.tried-meanwhile", "outbox.not-found"), (late.Error?.Code, missing.Error?.Code));
        Assert.Equal(1, (await ListAsync(desk, manager, new OutboxList.Filter())).Waiting);
    }

    [Fact]
    public async Task Who_may_not_see_jobs_sees_and_does_nothing()
    {
        await using var desk = await TestDesk.OpenAsync();
        var row = await AsideAsync(desk, desk.Manager());
        var agent = desk.Agent();

        var jobs = await desk.UseAsync((JobList list) => list.ReadAsync(agent, Ct));
        var outbox = await desk.UseAsync((OutboxList list) => list.ReadAsync(agent, new OutboxList.Filter(), new Paging(), Ct));
        var retry = await desk.UseAsync((RetryMessage use) => use.RunAsync(agent, new RetryMessage.Command(row.Id, row.Fence), Ct));

        Assert.All([jobs.Error, outbox.Error, retry.Error], error => Assert.Equal("access.see-jobs-forbidden", error?.Code));
    }

    [Theory, EveryDatabase]
    public async Task The_lists_turn_their_pages_both_ways_without_reading_the_table(Database database)
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IInterceptor>(log));
        var manager = desk.Manager();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await desk.WriteAsync(write => write.Tell(new NobodyHears()));
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await TurnAsync(new OutboxList.Filter());
        await PumpAsync(desk);
        await TurnAsync(new OutboxList.Filter(SetAside: true));

        var lists = log.Statements.Where(sql => sql.Contains("LIMIT", StringComparison.Ordinal) && sql.Contains("outbox", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lists);
        if (database is Database.Sqlite)
        {
            Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, lists, Ct));
        }

        async Task TurnAsync(OutboxList.Filter filter)
        {
            var first = (await ListAsync(desk, manager, filter, new Paging(2))).Page;
            var second = (await ListAsync(desk, manager, filter, new Paging(2, first.Next))).Page;
            var third = (await ListAsync(desk, manager, filter, new Paging(2, second.Next))).Page;
            var back = (await ListAsync(desk, manager, filter, new Paging(2, third.Previous, Back: true))).Page;
            Assert.Equal(5, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.Id).Distinct().Count());
            Assert.Null(third.Next);
            Assert.Equal(second.Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        }
    }

    [Fact]
    public async Task Every_job_is_listed_with_its_round_and_its_last_fault()
    {
        await using var desk = await TestDesk.OpenAsync();
        var leases = desk.Services.GetRequiredService<JobLeases>();
        var held = (await leases.TakeAsync("trim", Ct))!;
        await leases.NoteAsync(held, new JobOutcome(JobOutcome.FailedCode, "out of paper"), Ct);
        Assert.True((await TrimAsync()).IsFailing);

        await leases.NoteAsync(held, new JobOutcome("jobs.trim.done", "3", "0"), Ct);

        var trim = await TrimAsync();
        Assert.Equal((false, "jobs.trim.done", "out of paper", leases.Owner), (trim.IsFailing, trim.Note.Code, trim.Note.Fault, trim.Node));
        Assert.NotNull(trim.LastRunAt);
        Assert.Equal(trim.LastRunAt + TimeSpan.FromMinutes(10), trim.NextRunAt);

        async Task<JobList.Row> TrimAsync()
        {
            var rows = (await desk.UseAsync((JobList list) => list.ReadAsync(desk.Manager(), Ct))).Value!;
            Assert.Equal(desk.Services.GetServices<JobEntry>().Select(job => job.Name).Order(StringComparer.Ordinal), rows.Select(row => row.Name));
            return rows.Single(row => row.Name == "trim");
        }
    }

    [Fact]
    public void A_good_round_without_news_ends_a_failure_and_keeps_the_fault()
    {
        var now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

        var note = JobNote.None.After(new JobOutcome(JobOutcome.FailedCode, "out of paper"), now).After(null, now.AddMinutes(1));

        Assert.Equal((null, "out of paper", now), (note.Code, note.Fault, note.FaultAt));
        Assert.Equal(note.Fault, JobNote.FromJson(note.ToJson()).Fault);
    }

    [Fact]
    public void A_long_fault_fits_its_row() =>
        Assert.InRange(JobNote.None.After(new JobOutcome(JobOutcome.FailedCode, new string('"', 5_000), new string('x', 5_000)), DateTime.UnixEpoch).ToJson()!.Length, 1, JobLease.OutcomeMaxLength);

    private static async Task<OutboxList.Row> AsideAsync(TestDesk desk, Actor actor)
    {
        await desk.WriteAsync(write => write.Tell(new NobodyHears()));
        await PumpAsync(desk);
        return Assert.Single((await ListAsync(desk, actor, new OutboxList.Filter(SetAside: true))).Page.Rows);
    }

    private static async Task PumpAsync(TestDesk desk)
    {
        var run = await desk.HoldJobAsync("outbox");
        await desk.UseAsync((OutboxPump pump) => pump.WorkAsync(run, Ct));
    }

    private static async Task<OutboxList.Answer> ListAsync(TestDesk desk, Actor actor, OutboxList.Filter filter, Paging? paging = null)
    {
        var answer = await desk.UseAsync((OutboxList list) => list.ReadAsync(actor, filter, paging ?? new Paging(), Ct));
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value;
    }

    private sealed record NobodyHears : IAnnouncement;
}
