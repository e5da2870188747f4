using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access.Upkeep;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Demo;

/// <summary>The made-up shop: about six thousand orders, something in every list, books that hold, the same for everybody on the same day.</summary>
public sealed class LoadDemoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_demo_fills_every_list_and_keeps_every_invariant(Database database)
    {
        await using var desk = await OpenAsync(database);

        var loaded = await LoadAsync(desk);

        Assert.False(loaded.Already);
        await using var db = desk.Db();
        Assert.InRange(await db.Orders.CountAsync(Ct), 5_900, 6_100);
        Assert.Equal(await db.Orders.CountAsync(Ct), loaded.PastOrders + loaded.TodaysOrders);
        Assert.Equal(22, await db.Orders.CountAsync(o => o.Origin == OrderOrigin.History, Ct));
        Assert.Equal(["Jun Sample"], await db.InboxItems.Where(i => i.OwnerName != null).Select(i => i.OwnerName).ToListAsync(Ct));
        Assert.Equal(4, await db.InboxItems.CountAsync(Ct));
        var run = Assert.Single((await desk.UseAsync((ImportList imports) => imports.ReadAsync(desk.Manager(), new Paging(), Ct))).Value!.Rows);
        Assert.Equal((ImportState.Done, ImportMode.History, "Maya Sample"), (run.State, run.Mode, run.StartedBy));
        var tally = run.Account!.Tally;
        Assert.Equal((22, 1, true), (tally.Orders, tally.Skipped, tally.IsWhole));
        Assert.Equal(tally.Rejected + tally.Skipped, (await desk.RejectsAsync(run.Id)).Length - 1);
        var proposed = (await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(desk.Manager(), Ct))).Value!.Rows;
        Assert.Equal(["loosen:OrdersPerHour", "pass:remark"], proposed.Select(row => row.Key).Order(StringComparer.Ordinal));
        var lines = await desk.UseAsync((CheckInvariants check) => check.RunAsync(Actor.System("test"), new CheckInvariants.Command(), Ct));
        Assert.Empty(lines.Value!.Where(line => !line.Found.Ok).Select(line => $"{line.Name}: {string.Join("; ", line.Found.Examples)}"));
    }

    [Fact]
    public async Task What_waits_in_the_inbox_is_what_intake_would_have_kept()
    {
        await using var desk = await TestDesk.OpenAsync();
        await KeepAsync(desk);
        await using var db = desk.Db();
        var items = await db.InboxItems.OrderBy(i => i.ReceivedAt).ToListAsync(Ct);

        Assert.Equal(["intake.not-json", "shared.unknown-currency", "intake.row.number", "shared.required"], items.Select(i => InboxProblems.Read(i.Problems)[0].Code));
        Assert.Equal([InboxSource.Api, InboxSource.Api, InboxSource.Import, InboxSource.Api], items.Select(i => i.Source));
        Assert.Equal([null, "Rina", null, null], items.Select(i => i.OwnerName));
        Assert.Equal(4, items.Select(i => i.ChannelId).Distinct().Count());
        foreach (var item in items)
        {
            Assert.False((await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(desk.Agent(), new CorrectAndReplay.Command(item.Id, item.Payload, item.Version), Ct))).IsOk);
        }

        await using var after = desk.Db();
        Assert.Equal(items.Select(i => i.Problems), await after.InboxItems.OrderBy(i => i.ReceivedAt).Select(i => i.Problems).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_row_of_the_inbox_is_corrected_and_taken()
    {
        await using var desk = await TestDesk.OpenAsync();
        await KeepAsync(desk);
        await using var db = desk.Db();
        var item = await db.InboxItems.SingleAsync(i => i.Source == InboxSource.Import, Ct);

        var taken = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(
            desk.Agent(), new CorrectAndReplay.Command(item.Id, item.Payload.Replace("two", "2", StringComparison.Ordinal), item.Version), Ct));

        Assert.True(taken.IsOk, taken.Error?.Code);
    }

    [Fact]
    public async Task The_same_day_tells_the_same_story_and_a_second_load_adds_nothing()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();

        await LoadAsync(one);
        await LoadAsync(other);
        var again = await LoadAsync(one);

        Assert.True(again.Already);
        Assert.Equal(await ToldAsync(one), await ToldAsync(other));
    }

    [Fact]
    public void On_every_day_of_the_week_there_are_about_six_thousand_orders()
    {
        foreach (var day in Enumerable.Range(0, 7))
        {
            var now = new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc).AddDays(day);
            var story = new DemoStory(now);

            Assert.InRange(story.Sales.Count + DemoWaiting.Of(story, now).Count + 22, 5_900, 6_100);
        }
    }

    private static Task<TestDesk> OpenAsync(Database database = Database.Sqlite) => TestDesk.OpenAsync(database, services => services.Configure<DemoOptions>(options => options.Enabled = true));

    private static async Task<LoadDemo.Answer> LoadAsync(TestDesk desk)
    {
        var loaded = await desk.UseAsync((LoadDemo load) => load.RunAsync(Actor.System("test"), null, Ct));
        Assert.True(loaded.IsOk, loaded.Error?.Code);
        return loaded.Value;
    }

    /// <summary>The inbox alone, on a desk with the channels of the made-up shop.</summary>
    private static Task<bool> KeepAsync(TestDesk desk) => desk.WriteAsync(async write =>
    {
        var channels = new Dictionary<string, ChannelId>();
        foreach (var (code, name) in DemoShop.Channels)
        {
            channels[code] = (await ChannelBook.OpenAsync(write, code, name, Ct)).Id;
        }

        DemoInbox.Keep(write, channels, desk.Agent(), Ct);
        return true;
    });

    private static async Task<List<string>> ToldAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return
        [
            .. await db.Orders.OrderBy(o => o.Id).Select(o => o.Id.Value + " " + o.ExternalId + " " + o.PlacedAt + " " + o.TotalMinor + " " + o.Email + " " + o.Status + " " + o.OpenHolds).ToListAsync(Ct),
            .. await db.InboxItems.OrderBy(i => i.Id).Select(i => i.Payload + i.Problems + i.ReceivedAt).ToListAsync(Ct),
            .. await db.ImportRuns.Select(r => r.FileName + " " + r.FileHash + " " + r.State).ToListAsync(Ct),
        ];
    }
}
