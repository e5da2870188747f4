using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>Background work runs on one node at a time, and a node that was taken over can no longer write.</summary>
public class JobTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Only_one_of_two_nodes_holds_a_job(Database database)
    {
        await using var one = await TestDesk.OpenAsync(database);
        await using var two = one.AnotherNode();

        var holders = await Task.WhenAll(Leases(one).TakeAsync("nightly", Ct), Leases(two).TakeAsync("nightly", Ct));

        Assert.Single(holders, holder => holder is not null);
    }

    [Theory, EveryDatabase]
    public async Task A_node_keeps_its_job_under_the_same_fence_and_hands_it_on_when_it_lets_go(Database database)
    {
        await using var one = await TestDesk.OpenAsync(database);
        await using var two = one.AnotherNode();
        var first = await Leases(one).TakeAsync("nightly", Ct);
        var kept = await Leases(one).TakeAsync("nightly", Ct);

        Assert.Equal(first!.Fence, kept!.Fence);
        Assert.Null(await Leases(two).TakeAsync("nightly", Ct));
        await Leases(one).EndAsync(kept, Ct);
        Assert.Equal(first.Fence + 1, (await Leases(two).TakeAsync("nightly", Ct))?.Fence);
    }

    [Theory, EveryDatabase]
    public async Task A_late_write_of_a_node_that_was_taken_over_is_refused(Database database)
    {
        await using var paused = await TestDesk.OpenAsync(database);
        await using var next = paused.AnotherNode();
        var stale = await paused.HoldJobAsync("nightly");
        var held = (await Leases(paused).TakeAsync("nightly", Ct))!;
        await Leases(paused).EndAsync(held, Ct);
        await next.HoldJobAsync("nightly");

        var late = await paused.UseAsync((Desk desk) => desk.WriteAsync(stale.Actor, async write =>
        {
            write.Count("test.rows", spreadBy: 0, delta: 1);
            return await stale.GuardAsync(write, Ct) is { } lost ? lost : Result.Ok;
        }, Ct));

        Assert.Equal("jobs.lease-lost", late.Error?.Code);
        Assert.False(await Leases(paused).RenewAsync(held, Ct));
        Assert.Null(await Leases(paused).NoteAsync(held, null, Ct));
        await using var db = paused.Db();
        Assert.Equal(0, await db.Counters.CountAsync(counter => counter.Name == "test.rows", Ct));
    }

    [Fact]
    public async Task The_runner_does_a_round_and_notes_how_it_ended()
    {
        var rounds = new Rounds();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton(rounds).AddJob<CountingJob>("counting", TimeSpan.FromHours(1)).AddJob<BrokenJob>("broken", TimeSpan.FromHours(1)));
        using var stop = new CancellationTokenSource();
        var moved = new TaskCompletionSource();
        using var listening = desk.Services.GetRequiredService<ChangeFeed>().Listen(async _ =>
        {
            await using var look = desk.Db();
            if (await look.JobLeases.CountAsync(lease => lease.LastOutcome != null && (lease.Name == "counting" || lease.Name == "broken"), Ct) == 2)
            {
                moved.TrySetResult();
            }
        });

        var running = desk.UseAsync((JobRunner runner) => runner.RunAllAsync(stop.Token));
        await moved.Task.WaitAsync(Soon, Ct);
        await stop.CancelAsync();
        await running.WaitAsync(Soon, Ct);

        await using var db = desk.Db();
        var leases = await db.JobLeases.ToDictionaryAsync(lease => lease.Name, Ct);
        Assert.Equal(1, rounds.Count);
        Assert.Equal("test.counted", JobNote.FromJson(leases["counting"].LastOutcome).Code);
        Assert.Equal((JobOutcome.FailedCode, "out of paper"), (JobNote.FromJson(leases["broken"].LastOutcome).Code, JobNote.FromJson(leases["broken"].LastOutcome).Fault));
    }

    [Theory]
    [InlineData("2026-03-28T02:00:00", "2026-03-28T03:30:00")]
    [InlineData("2026-03-28T03:30:00", "2026-03-29T02:30:00")]
    [InlineData("2026-03-29T02:30:00", "2026-03-30T02:30:00")]
    [InlineData("2026-10-24T12:00:00", "2026-10-25T03:30:00")]
    public void A_nightly_job_comes_at_its_hour_through_the_change_of_the_clocks(string last, string next)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

        Assert.Equal(Utc(next), JobSchedule.Daily(new TimeOnly(3, 30)).Next(Utc(last), Utc(last), zone));
    }

    [Fact]
    public void A_job_that_comes_round_is_due_at_once_and_then_after_its_time()
    {
        var schedule = JobSchedule.Every(TimeSpan.FromMinutes(5));

        Assert.Equal(Utc("2026-01-01T10:00:00"), schedule.Next(null, Utc("2026-01-01T10:00:00"), TimeZoneInfo.Utc));
        Assert.Equal(Utc("2026-01-01T10:05:00"), schedule.Next(Utc("2026-01-01T10:00:00"), Utc("2026-01-01T08:00:00"), TimeZoneInfo.Utc));
    }

    private static DateTime Utc(string time) => DateTime.SpecifyKind(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static JobLeases Leases(TestDesk desk) => desk.Services.GetRequiredService<JobLeases>();

    private sealed class Rounds
    {
        public int Count;
    }

    private sealed class CountingJob(Rounds rounds) : IJob
    {
        public Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct) =>
            Task.FromResult<JobOutcome?>(new JobOutcome("test.counted", $"{Interlocked.Increment(ref rounds.Count)}"));
    }

    private sealed class BrokenJob : IJob
    {
        public Task<JobOutcome?> WorkAsync(JobRun run, CancellationToken ct) => throw new InvalidOperationException("out of paper");
    }
}
