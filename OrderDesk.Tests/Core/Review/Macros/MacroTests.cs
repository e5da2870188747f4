using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Macros;

/// <summary>Steps that are done one after the other: all of them, or none.</summary>
public sealed class MacroTests
{
    private static readonly MacroStep Note = new(MacroStepKind.Note, "Looked at by macro"), Tag = new(MacroStepKind.Tag, "checked"), Approve = new(MacroStepKind.Approve),
        Ask = new(MacroStepKind.Ask, Hours: 48, Occasion: "address", Language: "en", Way: ContactWay.Email), Escalate = new(MacroStepKind.Escalate, "Too hot for me"),
        Snooze = new(MacroStepKind.Snooze, Hours: 4), Reject = new(MacroStepKind.Reject, "Fraud", RefundInstruction.Full);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_step_is_done_in_one_write_and_the_decision_can_be_taken_back(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var rina = desk.Agent();
        var (id, version) = await HeldAsync(desk);
        var macro = await KeptAsync(desk, rina, "Fine", Note, Tag, Approve);

        var ran = await RunAsync(desk, rina, id, version, macro);

        Assert.Equal(new RunMacro.Answer(NeedsSecond: false, Left: true, CanUndo: true), ran.Value);
        await using var db = desk.Db();
        var order = await db.Orders.SingleAsync(o => o.Id == id, Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, "checked", version + 1), (order.Status, order.Tags, order.Version));
        Assert.Equal(["review.by-macro", "order.note", "order.tag-added", "order.hold-released", "order.moved"], await db.OrderEvents.Where(e => e.OrderId == id && e.ActorId == rina.Id).OrderBy(e => e.Number).Take(5).Select(e => e.Code).ToListAsync(Ct));
        Assert.True((await desk.UseAsync((UndoDecision undo) => undo.RunAsync(rina, new UndoDecision.Command(id), Ct))).IsOk);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Where_the_second_step_is_refused_nothing_is_done_and_the_step_is_named(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var rina = desk.Agent();
        var (id, _) = await HeldAsync(desk);
        Assert.True((await RunAsync(desk, rina, id, 0, await KeptAsync(desk, rina, "Tag", Tag))).IsOk);
        var version = await VersionAsync(desk, id);
        var events = await EventsAsync(desk, id);

        var refused = await RunAsync(desk, rina, id, version, await KeptAsync(desk, rina, "Again", Note, Tag, Approve));

        Assert.Equal((ErrorKind.Conflict, "review.macro-step"), (refused.Error?.Kind, refused.Error?.Code));
        Assert.Equal((2, MacroStepKind.Tag, "orders.tagged-already"), ((int)refused.Error!.Args[0], (MacroStepKind)refused.Error.Args[1], ((Error)refused.Error.Args[2]).Code));
        Assert.Equal((version, events), (await VersionAsync(desk, id), await EventsAsync(desk, id)));
        await using var db = desk.Db();
        Assert.Equal(ReviewState.Open, await db.ReviewCases.Where(r => r.OrderId == id).Select(r => r.State).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_question_is_asked_and_the_case_passed_on_and_a_stale_screen_or_another_claim_is_refused()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (rina, mei) = (desk.Agent(), desk.Agent("Mei"));
        var (id, version) = await HeldAsync(desk);
        var macro = await KeptAsync(desk, rina, "Ask and pass on", Ask, Escalate);
        Assert.Equal("review.order-changed", (await RunAsync(desk, rina, id, version - 1, macro)).Error?.Code);
        Assert.Equal("orders.question-required", ((Error)(await RunAsync(desk, rina, id, version, macro)).Error!.Args[2]).Code);
        await desk.UseAsync((ClaimCase claim) => claim.RunAsync(mei, new ClaimCase.Command(id), Ct));
        Assert.Equal("review.claimed-by-other", (await RunAsync(desk, rina, id, version, macro, "Which street?")).Error?.Code);
        await desk.UseAsync((LetGoOfCase leave) => leave.RunAsync(mei, new LetGoOfCase.Command(id), Ct));

        var ran = await RunAsync(desk, rina, id, version, macro, "Which street?");

        Assert.Equal(new RunMacro.Answer(NeedsSecond: false, Left: true, CanUndo: false), ran.Value);
        await using var db = desk.Db();
        Assert.Equal(desk.Now.AddDays(2), (await db.Orders.SingleAsync(o => o.Id == id, Ct)).WaitingUntil);
        Assert.Equal(rina.Id, (await db.ReviewCases.SingleAsync(r => r.OrderId == id, Ct)).EscalatedBy);
        Assert.Equal("Which street?", (await db.OrderEvents.SingleAsync(e => e.OrderId == id && e.Code == "order.asked", Ct)).Note);
        Assert.Equal("review.escalated", (await RunAsync(desk, mei, id, await VersionAsync(desk, id), await KeptAsync(desk, mei, "Off", Snooze))).Error?.Code);
        var tag = await KeptAsync(desk, rina, "Tag", Tag);
        Assert.Equal("review.macro-step", (await RunAsync(desk, rina with { Permissions = new HashSet<string> { ReviewPermissions.Decide } }, id, 0, tag)).Error?.Code);
    }

    [Fact]
    public async Task A_macro_is_its_makers_own_unless_a_manager_gives_it_to_everybody_and_a_changed_one_is_not_run_unseen()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (rina, mei, maya) = (desk.Agent(), desk.Agent("Mei"), desk.Manager());
        var (id, version) = await HeldAsync(desk);
        var own = await KeptAsync(desk, rina, "Fine", Approve);
        Assert.Equal("review.macro-gone", (await RunAsync(desk, mei, id, version, own)).Error?.Code);
        Assert.Equal("review.macro-share-forbidden", (await KeepAsync(desk, rina, null, "All", shared: true, Note)).Error?.Code);
        Assert.Equal("review.macro-name-taken", (await KeepAsync(desk, rina, null, "fine", shared: false, Note)).Error?.Code);
        Assert.Equal("review.macro-name", (await KeepAsync(desk, rina, null, new string('x', 200_000), shared: false, Note)).Error?.Code);
        Assert.Equal("review.decide-forbidden", (await KeepAsync(desk, desk.WarehouseLead(), null, "Mine", shared: false, Note)).Error?.Code);

        var shared = (await KeepAsync(desk, maya, null, "Fine", shared: true, Approve)).Value;
        var seen = (await desk.UseAsync((MacroList list) => list.ReadAsync(mei, Ct))).Value!;
        Assert.Equal(("Fine", "Maya", false), (seen.Single().Name, seen.Single().OwnerName, seen.Single().MayChange));
        Assert.Equal("review.macro-share-forbidden", (await KeepAsync(desk, mei, seen.Single(), "Mine", shared: false, Note)).Error?.Code);
        Assert.Equal("review.macro-share-forbidden", (await RemoveAsync(desk, mei, shared, 0)).Error?.Code);
        Assert.True((await KeepAsync(desk, maya, seen.Single(), "Fine", shared: true, Note, Approve)).IsOk);
        Assert.Equal("review.macro-changed", (await RunAsync(desk, mei, id, version, seen.Single())).Error?.Code);
        Assert.Equal("shared.changed-meanwhile", (await KeepAsync(desk, maya, seen.Single(), "Fine", shared: true, Note)).Error?.Code);
        Assert.Equal("shared.changed-meanwhile", (await RemoveAsync(desk, maya, shared, 0)).Error?.Code);
        Assert.True((await RemoveAsync(desk, maya, shared, 1)).IsOk);
        Assert.Equal("review.macro-gone", (await RunAsync(desk, mei, id, version, seen.Single())).Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(["macro.created", "macro.changed", "macro.deleted"], await db.AuditEntries.Where(a => a.SubjectKind == "macro" && a.SubjectId == shared.Value).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct));
    }

    [Fact]
    public void What_could_never_be_done_is_not_kept()
    {
        var agent = new Actor(new StaffId(1), "Rina", ActorKind.Person, new HashSet<string> { ReviewPermissions.Decide, OrdersPermissions.Note, OrdersPermissions.Tag });
        var now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

        Assert.Null(MacroSteps.WhyNot([Note, Tag, Ask, Snooze, Note], agent, now));
        Assert.Equal("review.macro-steps", MacroSteps.WhyNot([], agent, now)?.Code);
        Assert.Equal("review.macro-steps", MacroSteps.WhyNot([.. Enumerable.Repeat(Note, 9)], agent, now)?.Code);
        Assert.Equal("review.macro-contradicts", MacroSteps.WhyNot([Reject, Note, Approve], agent, now)?.Code);
        Assert.Equal("review.macro-contradicts", MacroSteps.WhyNot([Snooze, Ask], agent, now)?.Code);
        Assert.Equal("review.macro-tag-twice", MacroSteps.WhyNot([Tag, Tag with { Text = " CHECKED " }], agent, now)?.Code);
        Assert.Equal("orders.note-too-long", Inner(Note with { Text = new string('x', 200_000) }));
        Assert.Equal("orders.bad-tag", Inner(Tag with { Text = "a,b" }));
        Assert.Equal("orders.cancel-reason-required", Inner(Reject with { Text = " " }));
        Assert.Equal("review.reason-required", Inner(Escalate with { Text = null }));
        Assert.Equal("review.no-template", Inner(Ask with { Language = "tlh" }));
        Assert.Equal("review.bad-wait", Inner(Ask with { Hours = 24 * 31 }));
        Assert.Equal("review.bad-snooze", Inner(Snooze with { Hours = int.MaxValue }));
        Assert.Equal("review.macro-unknown", Inner(new MacroStep((MacroStepKind)99)));

        string? Inner(MacroStep step) => MacroSteps.WhyNot([step], agent, now) is { Code: "review.macro-step-wrong" } wrong ? ((Error)wrong.Args[2]).Code : null;
    }

    private static async Task<(OrderId Id, int Version)> HeldAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(id);
        return (id, await VersionAsync(desk, id));
    }

    private static async Task<MacroList.Row> KeptAsync(TestDesk desk, Actor by, string name, params MacroStep[] steps)
    {
        var kept = await KeepAsync(desk, by, null, name, shared: false, steps);
        Assert.True(kept.IsOk, kept.Error?.Code);
        return (await desk.UseAsync((MacroList list) => list.ReadAsync(by, Ct))).Value!.Single(row => row.Id == kept.Value);
    }

    private static Task<Result<MacroId>> KeepAsync(TestDesk desk, Actor by, MacroList.Row? row, string name, bool shared, params MacroStep[] steps) =>
        desk.UseAsync((KeepMacro keep) => keep.RunAsync(by, new KeepMacro.Command(row?.Id, row?.Version ?? 0, name, shared, steps), Ct));

    private static Task<Result> RemoveAsync(TestDesk desk, Actor by, MacroId id, int seen) =>
        desk.UseAsync((RemoveMacro remove) => remove.RunAsync(by, new RemoveMacro.Command(id, seen), Ct));

    private static Task<Result<RunMacro.Answer>> RunAsync(TestDesk desk, Actor by, OrderId id, int version, MacroList.Row macro, params string[] questions) =>
        desk.UseAsync((RunMacro run) => run.RunAsync(by, new RunMacro.Command(id, version, macro.Id, macro.Version, questions), Ct));

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }

    private static async Task<int> EventsAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.OrderEvents.CountAsync(e => e.OrderId == id, Ct);
    }
}
