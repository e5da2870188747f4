using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>Colleagues named in notes: who is told, and who cannot be named.</summary>
public sealed class MentionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Who_is_named_is_told_once_with_the_entry_and_the_writer(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, room) = await OpenAsync(desk);
        var mei = await room.HireAsync(StaffRoles.Agent, "Mei Chen@example.com");
        await room.HireAsync(StaffRoles.Agent, "Mei@example.com");

        var written = await NoteAsync(desk, desk.Agent("Rina"), id, "Please call, @mei chen, and tell ＠Mei Chen. mei@mei chen is no name, nor is @Bo.");

        Assert.True(written.IsOk, written.Error?.Code);
        await using var db = desk.Db();
        var entry = await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == "order.note", Ct);
        Assert.Contains($$"""{"mentions":[{"id":{{mei.Id.Value}},"name":"Mei Chen"}]}""", entry.Data, StringComparison.Ordinal);
        var told = await db.Notifications.SingleAsync(Ct);
        Assert.Equal((mei.Id, NotificationKind.Mentioned, (OrderId?)id, entry.Number, "Rina", null), (told.StaffId, told.Kind, told.OrderId, told.Number, told.ByName, told.ReadAt));
    }

    [Theory, EveryDatabase]
    public async Task A_colleague_whose_account_is_off_is_refused_by_name_and_nothing_is_left(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, room) = await OpenAsync(desk);
        await room.HireAsync(StaffRoles.Agent, "Mei@example.com");
        var gone = await room.HireAsync(StaffRoles.Agent, "Bo@example.com");
        await desk.WriteAsync(write => write.Db.Users.Single(u => u.Id == gone.Id.Value).DisabledAt = write.Now);
        var rina = desk.Agent("Rina");
        await desk.UseAsync((KeepDraft keep) => keep.RunAsync(rina, new KeepDraft.Command(KeepDraft.OrderNote, id.Value, "@Mei and @Bo"), Ct));

        var refused = await NoteAsync(desk, rina, id, "@Mei and @Bo");

        Assert.Equal(("orders.mention-disabled", "Bo"), (refused.Error?.Code, refused.Error?.Args[0]));
        await using var db = desk.Db();
        Assert.False(await db.OrderEvents.AnyAsync(e => e.OrderId == id && e.Code == "order.note", Ct));
        Assert.False(await db.Notifications.AnyAsync(Ct));
        Assert.Equal("@Mei and @Bo", (await db.Drafts.SingleAsync(Ct)).Text);
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_read_orders_cannot_be_named_and_is_not_offered(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (id, room) = await OpenAsync(desk);
        await room.HireAsync(StaffRoles.None, "Noa@example.com");
        var mei = await room.HireAsync(StaffRoles.WarehouseLead, "Mei@example.com");
        var rina = await room.HireAsync(StaffRoles.Agent, "Rina@example.com");

        Assert.Equal("orders.mention-forbidden", (await NoteAsync(desk, rina, id, "ask @Noa")).Error?.Code);
        var offered = await desk.UseAsync((Colleagues colleagues) => colleagues.ReadAsync(rina, Ct));
        Assert.Equal([mei.Id], offered.Value!.Select(row => row.Id));
        Assert.Equal("orders.note-forbidden", (await desk.UseAsync((Colleagues colleagues) => colleagues.ReadAsync(desk.Nobody(), Ct))).Error?.Code);
    }

    [Theory]
    [InlineData("请@小明看一下", 1)]
    [InlineData("@小明", 1)]
    [InlineData("a@小明", 0)]
    [InlineData("@小", 0)]
    [InlineData("@", 0)]
    [InlineData("x @", 0)]
    public async Task Names_in_Chinese_need_no_space(string text, int told)
    {
        await using var desk = await TestDesk.OpenAsync();
        var (id, room) = await OpenAsync(desk);
        await room.HireAsync(StaffRoles.Agent, "小明@example.com");

        Assert.True((await NoteAsync(desk, desk.Agent(), id, text)).IsOk);

        await using var db = desk.Db();
        Assert.Equal(told, await db.Notifications.CountAsync(Ct));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_wrote_themselves_and_too_many_are_too_many()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (id, room) = await OpenAsync(desk);
        var rina = await room.HireAsync(StaffRoles.Agent, "Rina@example.com");
        Assert.True((await NoteAsync(desk, rina, id, "@Rina remember")).IsOk);
        for (var n = 10; n <= 30; n++)
        {
            await room.HireAsync(StaffRoles.Agent, $"P{n}@example.com");
        }

        var refused = await NoteAsync(desk, rina, id, string.Join(' ', Enumerable.Range(10, 21).Select(n => $"@P{n}")));

        Assert.Equal("orders.mention-too-many", refused.Error?.Code);
        await using var db = desk.Db();
        Assert.False(await db.Notifications.AnyAsync(Ct));
    }

    private static async Task<(OrderId Order, StaffRoom Room)> OpenAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        return (await shop.TakenAsync(shop.Order()), new StaffRoom(desk));
    }

    private static Task<Result> NoteAsync(TestDesk desk, Actor actor, OrderId id, string text) =>
        desk.UseAsync((AddNote note) => note.RunAsync(actor, new AddNote.Command(id, text), Ct));
}
