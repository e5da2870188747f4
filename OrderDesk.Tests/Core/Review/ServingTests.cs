using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Which case is served next, to whom, and what becomes of a clock that has run out.</summary>
public class ServingTests
{
    private const int Cases = 500, Agents = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Of_cases_with_the_same_clock_the_dearest_comes_first_and_pages_lead_there_and_back(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        foreach (var price in (decimal[])[20, 90, 50, 90, 10])
        {
            await HeldAsync(shop, shop.Order(unitPrice: price));
        }

        var first = await PageAsync(desk, new Paging(2));
        var second = await PageAsync(desk, new Paging(2, first.Next));
        var third = await PageAsync(desk, new Paging(2, second.Next));
        var back = await PageAsync(desk, new Paging(2, third.Previous, Back: true));

        Assert.Equal([9000, 9000, 5000, 2000, 1000], first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.TotalMinor));
        Assert.True(first.Rows[0].OrderId.Value < first.Rows[1].OrderId.Value);
        Assert.Equal(second.Rows.Select(row => row.OrderId), back.Rows.Select(row => row.OrderId));
    }

    [Theory, EveryDatabase]
    public async Task A_clock_that_ran_out_runs_for_the_next_collection_and_what_waited_for_a_customer_was_not_missed(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var late = await HeldAsync(shop, shop.Order());
        var waits = await HeldAsync(shop, shop.Order());
        await using var before = desk.Db();
        var version = await before.Orders.Where(o => o.Id == waits).Select(o => o.Version).SingleAsync(Ct);
        var asked = await desk.UseAsync((AskCustomer ask) => ask.RunAsync(desk.Agent(), new AskCustomer.Command(waits, version, "Which colour?", ContactWay.Phone, TimeSpan.FromDays(3)), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);
        var clock = await CaseAsync(desk, late);
        desk.Clock.Advance(clock.DecideBy - desk.Now + TimeSpan.FromMinutes(1));

        var told = await desk.RoundAsync("missed-cases");

        Assert.Equal("jobs.missed-cases.done", told?.Code);
        Assert.Equal(["1"], told?.Args);
        Assert.Equal((clock.DecideBy, clock.DecideBy.AddDays(1)), ((await CaseAsync(desk, late)).MissedAt, (await CaseAsync(desk, late)).DecideBy));
        Assert.Equal((null, clock.DecideBy.AddDays(1)), ((await CaseAsync(desk, waits)).MissedAt, (await CaseAsync(desk, waits)).DecideBy));
        Assert.Null(await desk.RoundAsync("missed-cases"));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await desk.RoundAsync("missed-cases");
        Assert.Equal(clock.DecideBy, (await CaseAsync(desk, late)).MissedAt);
    }

    [Fact]
    public void Other_channels_have_other_cut_offs_and_other_currencies_their_worth()
    {
        var options = new ReviewOptions { ChannelCutOffs = new Dictionary<string, TimeOnly> { ["market"] = new(12, 0) }, Worth = new Dictionary<string, decimal> { ["JPY"] = 0.005m } };
        var morning = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

        Assert.Equal(morning.AddHours(3), options.DecideBy(morning, TimeZoneInfo.Utc, "market"));
        Assert.Equal(morning.AddHours(8), options.DecideBy(morning, TimeZoneInfo.Utc, "web"));
        Assert.Equal(morning.AddHours(27), options.DecideBy(morning.AddHours(4), TimeZoneInfo.Utc, "market"));
        Assert.Equal(5_000, options.WorthOf(new Money(10_000, "JPY"), "GBP"));
        Assert.Equal(1_234, options.WorthOf(new Money(1_234, "GBP"), "GBP"));
    }

    [Theory, EveryDatabase]
    public async Task Eight_agents_work_five_hundred_cases_and_each_is_decided_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", Cases);
        for (var n = 0; n < Cases; n++)
        {
            await HeldAsync(shop, shop.Order());
        }

        var served = new ConcurrentBag<(OrderId Id, string Agent)>();
        await Task.WhenAll(Enumerable.Range(1, Agents).Select(n => Task.Run(() => WorkAsync(desk, desk.Agent($"Agent{n}") with { Id = new StaffId(n) }, served), Ct)));

        Assert.Equal(Cases, served.Count);
        Assert.Equal(Cases, served.Select(one => one.Id).Distinct().Count());
        await using var db = desk.Db();
        Assert.Equal(Cases, await db.ReviewDecisions.Select(d => d.OrderId).Distinct().CountAsync(Ct));
        Assert.Equal(Cases, await db.ReviewDecisions.CountAsync(Ct));
        Assert.Equal(0, await db.ReviewCases.CountAsync(r => r.State == ReviewState.Open || r.ClaimedBy != null, Ct));
        var deciders = await db.ReviewDecisions.ToDictionaryAsync(d => d.OrderId, d => d.ByName, Ct);
        Assert.All(served, one => Assert.Equal(one.Agent, deciders[one.Id]));
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task Fewer_collections_are_missed_than_first_come_first_served_or_dearest_first()
    {
        // 500 cases of one day: three carriers collect at 11, 14 and 17 o'clock; a backlog in the morning, the rest until the afternoon.
        var random = new Random(20261123);
        var day = new DateTime(2026, 3, 3, 8, 0, 0, DateTimeKind.Utc);
        var options = new ReviewOptions { ChannelCutOffs = new Dictionary<string, TimeOnly> { ["early"] = new(11, 0), ["noon"] = new(14, 0) } };
        string[] channels = ["early", "noon", "late"];
        var jobs = Enumerable.Range(0, Cases).Select(n => new Job(n, channels[random.Next(3)], n < 200 ? day : day.AddMinutes(random.Next(420)), random.Next(10, 1000), 4 + random.Next(4))).ToList();

        var ours = await MissedOnDeskAsync(jobs, options, day);
        var fifo = Missed(jobs, options, queue => queue.OrderBy(job => job.At).ThenBy(job => job.Number).First());
        var dearest = Missed(jobs, options, queue => queue.OrderByDescending(job => job.Worth).ThenBy(job => job.Number).First());

        TestContext.Current.SendDiagnosticMessage($"Missed of {Cases}: last safe time first {ours}, first come first served {fifo}, dearest first {dearest}");
        Assert.True(ours < fifo, $"{ours} missed, first come first served {fifo}");
        Assert.True(ours < dearest, $"{ours} missed, dearest first {dearest}");
    }

    private sealed record Job(int Number, string Channel, DateTime At, int Worth, int Minutes);

    /// <summary>The same day on the real desk: cases come when they come, agents are served by the desk, clocks run out by its own job.</summary>
    private static async Task<int> MissedOnDeskAsync(List<Job> jobs, ReviewOptions options, DateTime day)
    {
        await using var desk = await TestDesk.OpenAsync(more: services => services.Configure<ReviewOptions>(own => own.ChannelCutOffs = options.ChannelCutOffs));
        desk.Clock.Advance(day - desk.Now);
        var shops = new Dictionary<string, Shop>();
        foreach (var channel in jobs.Select(job => job.Channel).Distinct())
        {
            shops[channel] = await Shop.OpenAsync(desk, channel);
        }

        var coming = new Queue<Job>(jobs.OrderBy(job => job.At).ThenBy(job => job.Number));
        var minutes = new Dictionary<OrderId, int>();
        var free = Enumerable.Repeat(day, Agents).ToArray();
        for (var left = jobs.Count; left > 0;)
        {
            var agent = Array.IndexOf(free, free.Min());
            desk.Clock.Advance(TimeSpan.FromTicks(Math.Max(0, (free[agent] - desk.Now).Ticks)));
            while (coming.TryPeek(out var next) && next.At <= desk.Now)
            {
                coming.Dequeue();
                minutes[await HeldAsync(shops[next.Channel], shops[next.Channel].Order(unitPrice: next.Worth))] = next.Minutes;
            }

            await desk.RoundAsync("missed-cases");
            var actor = desk.Agent($"Agent{agent}") with { Id = new StaffId(agent + 1) };
            var served = await desk.UseAsync((ServeNext serve) => serve.RunAsync(actor, new ServeNext.Command(), Ct));
            if (served.Value is not { } one)
            {
                free[agent] = coming.Peek().At;
                continue;
            }

            var decided = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(actor, new ApproveOrder.Command(one.OrderId, one.Version, [], null, one.Fence), Ct));
            Assert.True(decided.IsOk, decided.Error?.Code);
            free[agent] = desk.Now.AddMinutes(minutes[one.OrderId]);
            left--;
        }

        await using var db = desk.Db();
        return await db.ReviewDecisions.CountAsync(d => d.MissedAt != null, Ct);
    }

    /// <summary>The same day with another order of serving.</summary>
    private static int Missed(List<Job> jobs, ReviewOptions options, Func<List<Job>, Job> choose)
    {
        var coming = new Queue<Job>(jobs.OrderBy(job => job.At).ThenBy(job => job.Number));
        var waiting = new List<Job>();
        var free = Enumerable.Repeat(jobs.Min(job => job.At), Agents).ToArray();
        var missed = 0;
        while (coming.Count + waiting.Count > 0)
        {
            var agent = Array.IndexOf(free, free.Min());
            while (coming.TryPeek(out var next) && next.At <= free[agent])
            {
                waiting.Add(coming.Dequeue());
            }

            if (waiting.Count == 0)
            {
                free[agent] = coming.Peek().At;
                continue;
            }

            var job = choose(waiting);
            waiting.Remove(job);
            missed += options.DecideBy(job.At, TimeZoneInfo.Utc, job.Channel) < free[agent] ? 1 : 0;
            free[agent] = free[agent].AddMinutes(job.Minutes);
        }

        return missed;
    }

    private static async Task WorkAsync(TestDesk desk, Actor agent, ConcurrentBag<(OrderId Id, string Agent)> served)
    {
        for (var turn = 0; turn < Cases * 2; turn++)
        {
            var next = await desk.UseAsync((ServeNext serve) => serve.RunAsync(agent, new ServeNext.Command(), Ct));
            if (next.Error?.Kind is ErrorKind.Conflict or ErrorKind.Unavailable)
            {
                continue;
            }

            Assert.True(next.IsOk, next.Error?.Code);
            if (next.Value is not { } one)
            {
                return;
            }

            var decided = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(agent, new ApproveOrder.Command(one.OrderId, one.Version, [], null, one.Fence), Ct));
            Assert.True(decided.IsOk, decided.Error?.Code);
            served.Add((one.OrderId, agent.Name));
        }
    }

    private static async Task<OrderId> HeldAsync(Shop shop, Dictionary<string, object?> order)
    {
        order["requests"] = new { remark = "Please ring twice" };
        return await shop.TakenAsync(order);
    }

    private static async Task<Page<ReviewQueue.Row>> PageAsync(TestDesk desk, Paging paging)
    {
        var answer = await desk.QueueAsync(desk.Agent(), ReviewView.Next, paging, Ct);
        Assert.True(answer.IsOk, answer.Error?.Code);
        return answer.Value.Page;
    }

    private static async Task<ReviewCase> CaseAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.ReviewCases.SingleAsync(r => r.OrderId == id, Ct);
    }
}
