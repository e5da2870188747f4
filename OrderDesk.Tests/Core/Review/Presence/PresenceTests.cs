using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Presence;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Presence;

/// <summary>Colleagues see who has an order open, on every node, until they leave or their process dies.</summary>
public sealed class PresenceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Who_has_an_order_open_is_seen_on_another_node_until_they_leave_or_no_longer_say_so(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var other = desk.AnotherNode();
        var (rina, mei) = (desk.Agent(), desk.Agent("Mei"));
        var shop = await Shop.OpenAsync(desk);
        var id = await shop.TakenAsync(shop.Order());
        using var told = new SemaphoreSlim(0);
        using var listening = desk.Services.GetRequiredService<ChangeFeed>().Listen(moved => Task.FromResult(moved.Has(CaseLook.Feed, id.Value) ? told.Release() : 0));

        var first = await LookAsync(desk, rina, id);
        var tab = await LookAsync(desk, rina, id);
        Assert.Equal(first, await LookAsync(desk, rina, id, first));
        Assert.Equal(["Rina"], await SeenAsync(other, mei, id));
        Assert.Empty(await SeenAsync(desk, rina, id));
        await LeaveAsync(other, mei, id, first);
        await LeaveAsync(desk, rina, id, first);
        Assert.Equal(["Rina"], await SeenAsync(other, mei, id));

        desk.Clock.Advance(CaseLook.Lapse - TimeSpan.FromSeconds(1));
        await LookAsync(desk, rina, id, tab);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["Rina"], await SeenAsync(other, mei, id));
        desk.Clock.Advance(CaseLook.Lapse);
        Assert.Empty(await SeenAsync(other, mei, id));
        await LookAsync(other, mei, id);
        await using var db = desk.Db();
        Assert.Equal("Mei", (await db.CaseLooks.SingleAsync(Ct)).Name);
        for (var comings = 0; comings < 3; comings++)
        {
            Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        }

        Assert.Equal(0, told.CurrentCount);
    }

    [Fact]
    public async Task So_many_and_no_more_and_only_of_orders_that_are_there()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var id = await shop.TakenAsync(shop.Order());
        for (var n = 0; n < CaseLook.MostOfOne; n++)
        {
            Assert.NotNull(await LookAsync(desk, desk.Agent($"Agent {n}"), id));
        }

        Assert.Null(await LookAsync(desk, desk.Agent("Late"), id));
        Assert.Equal(CaseLook.MostOfOne, (await SeenAsync(desk, desk.Agent("Late"), id)).Count);
        var gone = await desk.UseAsync((LookAtCase look) => look.RunAsync(desk.Agent(), new LookAtCase.Command(new OrderId(id.Value + 1)), Ct));
        Assert.Equal("orders.not-found", gone.Error?.Code);
    }

    private static async Task<CaseLookId?> LookAsync(TestDesk desk, Actor actor, OrderId id, CaseLookId? look = null)
    {
        var kept = await desk.UseAsync((LookAtCase use) => use.RunAsync(actor, new LookAtCase.Command(id, look), Ct));
        Assert.Null(kept.Error);
        return kept.Value;
    }

    private static async Task LeaveAsync(TestDesk desk, Actor actor, OrderId id, CaseLookId? look) =>
        Assert.True((await desk.UseAsync((LeaveCase leave) => leave.RunAsync(actor, new LeaveCase.Command(id, look!.Value), Ct))).IsOk);

    private static async Task<IReadOnlyList<string>> SeenAsync(TestDesk desk, Actor actor, OrderId id) => (await desk.UseAsync((CaseLookers read) => read.ReadAsync(actor, id, Ct))).Value!;
}
