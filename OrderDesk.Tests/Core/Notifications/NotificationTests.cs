using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Notifications;

/// <summary>What people are told of: when, how it is read, and how it goes.</summary>
public sealed class NotificationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Whose_case_is_taken_over_is_told_and_nobody_when_it_is_refused(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, rina, mei) = await HeldAsync(desk);
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(rina, new ClaimCase.Command(id), Ct));

        var refused = await desk.UseAsync((TakeOverCase take) => take.RunAsync(mei, new TakeOverCase.Command(id, " "), Ct));
        Assert.Equal("review.reason-required", refused.Error?.Code);
        Assert.Empty((await OwnAsync(desk, rina)).Page.Rows);
        var taken = await desk.UseAsync((TakeOverCase take) => take.RunAsync(mei, new TakeOverCase.Command(id, "Rina is at lunch"), Ct));

        Assert.True(taken.IsOk, taken.Error?.Code);
        var told = Assert.Single((await OwnAsync(desk, rina)).Page.Rows);
        await using var db = desk.Db();
        var entry = await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == "review.taken-over", Ct);
        Assert.Equal((NotificationKind.TakenOver, (OrderId?)id, entry.Number, "Mei"), (told.Kind, told.OrderId, told.Number, told.ByName));
        Assert.Empty((await OwnAsync(desk, mei)).Page.Rows);
    }

    [Theory, EveryDatabase]
    public async Task Who_passed_a_case_on_is_told_when_it_is_decided(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, rina, _) = await HeldAsync(desk);
        var maya = desk.Manager();
        var passed = await desk.UseAsync(async (EscalateCase pass) => await pass.RunAsync(rina, new EscalateCase.Command(id, await VersionAsync(desk, id), "too much for me"), Ct));
        Assert.True(passed.IsOk, passed.Error?.Code);

        var decided = await desk.UseAsync(async (ApproveOrder approve) => await approve.RunAsync(maya, new ApproveOrder.Command(id, await VersionAsync(desk, id), [], null), Ct));

        Assert.True(decided.IsOk, decided.Error?.Code);
        var told = Assert.Single((await OwnAsync(desk, rina)).Page.Rows);
        Assert.Equal((NotificationKind.PassedOnDecided, (OrderId?)id, "Maya"), (told.Kind, told.OrderId, told.ByName));
    }

    [Theory, EveryDatabase]
    public async Task The_bell_is_paged_counts_what_is_unread_and_moves_when_it_is_read(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, rina, mei) = await HeldAsync(desk);
        await TellAsync(desk, rina.Id, id, 5);
        await TellAsync(desk, mei.Id, id, 1);
        var first = await OwnAsync(desk, rina, new Paging(2));
        var second = await OwnAsync(desk, rina, new Paging(2, first.Page.Next));
        var third = await OwnAsync(desk, rina, new Paging(2, second.Page.Next));

        Assert.Equal([5, 4, 3, 2, 1], first.Page.Rows.Concat(second.Page.Rows).Concat(third.Page.Rows).Select(row => row.Number));
        Assert.Null(third.Page.Next);
        Assert.Equal(5, first.Unread);

        Assert.Equal("notifications.gone", (await MarkAsync(desk, mei, first.Page.Rows[0].Id)).Error?.Code);
        Assert.True((await MarkAsync(desk, rina, first.Page.Rows[0].Id)).IsOk);
        Assert.Equal(4, (await OwnAsync(desk, rina)).Unread);
        Assert.True((await MarkAsync(desk, rina, null)).IsOk);
        Assert.Equal(0, (await OwnAsync(desk, rina)).Unread);
        Assert.Equal(1, (await OwnAsync(desk, mei)).Unread);
        await using var db = desk.Db();
        Assert.True(await db.Changes.AnyAsync(change => change.Kind == Notification.Change && change.EntityId == rina.Id.Value, Ct));
    }

    [Theory, EveryDatabase]
    public async Task What_was_read_long_ago_goes_and_what_is_unread_stays_a_year(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, rina, _) = await HeldAsync(desk);
        await TellAsync(desk, rina.Id, id, 2);
        var newest = (await OwnAsync(desk, rina)).Page.Rows[0];
        await MarkAsync(desk, rina, newest.Id);

        desk.Clock.Advance(TrimNotifications.KeepRead + TimeSpan.FromDays(1));
        Assert.Equal("jobs.notifications.trimmed", (await desk.RoundAsync("notifications"))?.Code);
        Assert.Equal(1, Assert.Single((await OwnAsync(desk, rina)).Page.Rows).Number);
        Assert.Null(await desk.RoundAsync("notifications"));
        desk.Clock.Advance(TrimNotifications.Keep);
        await desk.RoundAsync("notifications");

        Assert.Empty((await OwnAsync(desk, rina)).Page.Rows);
    }

    private static async Task<(OrderId Order, Actor Rina, Actor Mei)> HeldAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(id);
        return (id, desk.Agent("Rina"), desk.Agent("Mei"));
    }

    private static Task TellAsync(TestDesk desk, StaffId to, OrderId order, int count) => desk.WriteAsync(write =>
    {
        for (var n = 1; n <= count; n++)
        {
            write.Db.Notifications.Add(new Notification { Id = write.NewId<NotificationId>(), StaffId = to, Kind = NotificationKind.Mentioned, OrderId = order, Number = n, ByName = "Bo", At = write.Now });
        }
    });

    private static async Task<OwnNotifications.Answer> OwnAsync(TestDesk desk, Actor actor, Paging? paging = null) =>
        (await desk.UseAsync((OwnNotifications own) => own.ReadAsync(actor, paging ?? new Paging(), Ct))).Value!;

    private static Task<Result> MarkAsync(TestDesk desk, Actor actor, NotificationId? id) =>
        desk.UseAsync((MarkNotifications mark) => mark.RunAsync(actor, new MarkNotifications.Command(id), Ct));

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }
}
