using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>Timelines by kind, opened at an old entry, and notes that are mended.</summary>
public sealed class TimelineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Each_entry_is_of_one_kind_and_an_old_one_is_reached_in_one_go(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var id = await OrderAsync(desk);
        for (var n = 0; n < OrderTimeline.PageSize + 10; n++)
        {
            await NoteAsync(desk, desk.Agent(), id, $"note {n}");
        }

        var all = await ReadAsync(desk, id, downTo: 1);
        var kinds = new List<OrderTimeline.Row>();
        foreach (var kind in Enum.GetValues<TimelineKind>())
        {
            var rows = await ReadAsync(desk, id, kind, downTo: 1);
            Assert.False(rows.More);
            kinds.AddRange(rows.Rows);
        }

        Assert.False(all.More);
        Assert.Equal(1, all.Rows[^1].Number);
        Assert.Equal(all.Rows.Select(row => row.Number).Order(), kinds.Select(row => row.Number).Order());
        var first = await ReadAsync(desk, id);
        Assert.Equal((OrderTimeline.PageSize, true), (first.Rows.Count, first.More));
        Assert.All((await ReadAsync(desk, id, TimelineKind.Notes)).Rows, row => Assert.Equal(OrderEvent.NoteCode, row.Code));
        Assert.NotEmpty((await ReadAsync(desk, id, TimelineKind.System)).Rows);
    }

    [Theory, EveryDatabase]
    public async Task Its_writer_mends_a_note_for_five_minutes_and_the_trail_keeps_what_it_said(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var room = new StaffRoom(desk);
        var mei = await room.HireAsync(StaffRoles.Agent, "Mei@example.com");
        var bo = await room.HireAsync(StaffRoles.Agent, "Bo@example.com");
        var rina = desk.Agent("Rina");
        var id = await OrderAsync(desk);
        await NoteAsync(desk, rina, id, "call @Mei");
        var note = (await ReadAsync(desk, id, TimelineKind.Notes)).Rows[0];
        desk.Clock.Advance(OrderEvent.EditWithin);

        Assert.Equal("orders.note-not-yours", (await EditAsync(desk, bo, id, note, "no")).Error?.Code);
        Assert.Equal("orders.note-forbidden", (await EditAsync(desk, desk.Nobody(), id, note, "no")).Error?.Code);
        Assert.Equal("orders.note-required", (await EditAsync(desk, rina, id, note, " ")).Error?.Code);
        Assert.Equal("shared.changed-meanwhile", (await EditAsync(desk, rina, id, note with { Note = "something else" }, "no")).Error?.Code);
        Assert.True((await EditAsync(desk, rina, id, note, "call @Mei and @Bo")).IsOk);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var mended = (await ReadAsync(desk, id, TimelineKind.Notes)).Rows[0];
        Assert.Equal("orders.note-too-late", (await EditAsync(desk, rina, id, mended, "late")).Error?.Code);

        Assert.Equal("call @Mei and @Bo", mended.Note);
        Assert.Contains("edited", mended.Data, StringComparison.Ordinal);
        await using var db = desk.Db();
        var line = await db.AuditEntries.SingleAsync(entry => entry.Action == "order.note-edited", Ct);
        Assert.Contains("\"before\":\"call @Mei\"", line.Details, StringComparison.Ordinal);
        Assert.Equal([mei.Id, bo.Id], await db.Notifications.OrderBy(n => n.Id).Select(n => n.StaffId).ToListAsync(Ct));
    }

    private static async Task<OrderId> OrderAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        return await shop.TakenAsync(shop.Order());
    }

    private static async Task<OrderTimeline.Answer> ReadAsync(TestDesk desk, OrderId id, TimelineKind? kind = null, int? downTo = null) =>
        (await desk.UseAsync((OrderTimeline timeline) => timeline.ReadAsync(desk.Agent(), id, null, Ct, kind, downTo))).Value!;

    private static Task<Result> EditAsync(TestDesk desk, Actor actor, OrderId id, OrderTimeline.Row note, string text) =>
        desk.UseAsync((EditNote edit) => edit.RunAsync(actor, new EditNote.Command(id, note.Number, note.Note!, text), Ct));

    private static async Task NoteAsync(TestDesk desk, Actor actor, OrderId id, string text) =>
        Assert.True((await desk.UseAsync((AddNote note) => note.RunAsync(actor, new AddNote.Command(id, text), Ct))).IsOk);
}
