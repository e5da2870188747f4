using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>The list of the review desk narrows to holds, channels, colleagues and late clocks, and a count of a view is what the list then shows.</summary>
public sealed class ReviewCountsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_count_is_what_the_list_shows_for_every_filter(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var other = await Shop.OpenAsync(desk, "market");
        var (first, second, third) = (await HeldAsync(shop), await HeldAsync(shop), await HeldAsync(other));
        var (rina, mei) = (desk.Agent(), desk.Agent("Mei"));
        Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(mei, new ClaimCase.Command(second), Ct))).IsOk);

        Assert.Equal([first, second, third], await BothAsync(desk, rina, ReviewView.All, new()));
        Assert.Equal([first, second, third], await BothAsync(desk, rina, ReviewView.All, new() { Hold = HoldType.Manual }));
        Assert.Empty(await BothAsync(desk, rina, ReviewView.All, new() { Hold = HoldType.Stock }));
        Assert.Equal([third], await BothAsync(desk, rina, ReviewView.All, new() { Channel = other.Channel }));
        Assert.Equal([first], await BothAsync(desk, rina, ReviewView.Next, new() { Channel = shop.Channel }));
        Assert.Empty(await BothAsync(desk, rina, ReviewView.All, new() { Channel = new ChannelId(-1) }));
        Assert.Equal([second], await BothAsync(desk, rina, ReviewView.All, new() { By = mei.Id }));
        Assert.Empty(await BothAsync(desk, rina, ReviewView.All, new() { Late = true }));
        desk.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Empty(await BothAsync(desk, rina, ReviewView.All, new() { By = mei.Id }));
        Assert.Equal(3, (await BothAsync(desk, rina, ReviewView.All, new() { Late = true })).Count);
        var look = await desk.UseAsync((LookAtBulk use) => use.RunAsync(
            rina, new LookAtBulk.Command(new BulkAction(BulkKind.Tag, "big"), new BulkPick(View: ReviewView.All, Cases: new ReviewFilter { Channel = other.Channel })), Ct));
        Assert.Equal(1, look.Value?.Total);
    }

    [Fact]
    public async Task Who_may_not_see_the_desk_counts_nothing_and_is_told_nothing()
    {
        await using var desk = await TestDesk.OpenAsync();

        Assert.Equal("review.read-forbidden", (await desk.UseAsync((ReviewCounts counts) => counts.ReadAsync(desk.WarehouseLead(), [], Ct))).Error?.Code);
        Assert.Equal("review.read-forbidden", (await desk.UseAsync((ReviewChoices choices) => choices.ReadAsync(desk.WarehouseLead(), Ct))).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task What_can_be_chosen_is_what_there_is_and_who_left_decides_no_more(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var (rina, tomas, wei) = (await room.HireAsync(StaffRoles.Agent), await room.HireAsync(StaffRoles.Agent, "tomas@example.com"), await room.HireAsync(StaffRoles.WarehouseLead, "wei@example.com"));
        await Shop.OpenAsync(desk);
        await desk.InForceAsync(new VerificationPolicy { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Payment, Queue = "Large" })] });
        await desk.WriteAsync(async write => (await write.Db.Users.FindAsync([tomas.Id.Value], Ct))!.DisabledAt = write.Now);

        var choices = (await desk.UseAsync((ReviewChoices read) => read.ReadAsync(rina, Ct))).Value!;

        Assert.Equal(["Large"], choices.Queues);
        Assert.Equal(["webshop"], choices.Channels.Select(channel => channel.Code));
        Assert.Equal([(rina.Id, true), (tomas.Id, false), (wei.Id, false)], choices.People.Select(person => (person.Id, person.Decides)));
    }

    private static async Task<OrderId> HeldAsync(Shop shop)
    {
        var id = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(id);
        return id;
    }

    private static async Task<List<OrderId>> BothAsync(TestDesk desk, Actor actor, ReviewView view, ReviewFilter filter)
    {
        var page = (await desk.QueueAsync(actor, view, new Paging(), Ct, filter)).Value!.Page;
        var counted = (await desk.UseAsync((ReviewCounts counts) => counts.ReadAsync(actor, [new(view, filter)], Ct))).Value!;
        Assert.Equal([new Counted(page.Rows.Count, false)], counted);
        return [.. page.Rows.Select(row => row.OrderId).OrderBy(id => id.Value)];
    }
}
