using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Cases change hands at the end of a shift, and only when a named colleague says yes.</summary>
public sealed class HandoverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Nothing_moves_before_the_colleague_accepts_and_then_the_claim_and_the_promise_are_theirs(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, held, asked) = await ShiftAsync(desk);
        var fence = await FenceAsync(desk, held);

        var offered = await OfferAsync(desk, rina, mei.Id, [held, asked], "the first one is angry");
        Assert.True(offered.IsOk, offered.Error?.Code);
        Assert.Equal((rina.Id, fence), (await CaseAsync(desk, held)).Claim());
        Assert.Equal(NotificationKind.HandoverOffered, Assert.Single(await ToldAsync(desk, mei)));
        desk.Clock.Advance(TimeSpan.FromHours(2));
        var answer = await AnswerAsync(desk, mei, offered.Value, accept: true);

        Assert.Equal(2, answer.Value?.Moved);
        Assert.Equal((mei.Id, fence + 1), (await CaseAsync(desk, held)).Claim());
        Assert.Null((await CaseAsync(desk, asked)).ClaimedBy);
        await using var db = desk.Db();
        Assert.Equal(mei.Id, await db.Orders.Where(o => o.Id == asked).Select(o => o.PromisedBy).SingleAsync(Ct));
        Assert.Equal(2, await db.OrderEvents.CountAsync(e => e.Code == "review.handed-over" && e.ActorName == "Mei" && e.Note == "the first one is angry", Ct));
        Assert.Equal(NotificationKind.HandoverAccepted, Assert.Single(await ToldAsync(desk, rina)));
        Assert.Empty((await DeskAsync(desk, rina)).Own);
        Assert.Equal([held, asked], (await DeskAsync(desk, mei)).Own.Select(row => row.OrderId).OrderBy(id => id.Value));
        var lost = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(rina, new ApproveOrder.Command(held, 0, [], null, fence), Ct));
        Assert.Equal("review.claimed-by-other", lost.Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_case_decided_or_taken_meanwhile_is_skipped_and_said_so(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, held, asked) = await ShiftAsync(desk);
        var third = await HeldAsync(desk, rina);
        var offered = await OfferAsync(desk, rina, mei.Id, [held, asked, third]);
        await using (var db = desk.Db())
        {
            var version = await db.Orders.Where(o => o.Id == held).Select(o => o.Version).SingleAsync(Ct);
            Assert.True((await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(rina, new ApproveOrder.Command(held, version, [], null), Ct))).IsOk);
        }

        Assert.True((await desk.UseAsync((TakeOverCase take) => take.RunAsync(desk.Agent("Bo"), new TakeOverCase.Command(third, "urgent"), Ct))).IsOk);
        var answer = await AnswerAsync(desk, mei, offered.Value, accept: true);

        Assert.Equal(1, answer.Value?.Moved);
        Assert.Equal([held, third], answer.Value!.Skipped.OrderBy(id => id.Value));
        Assert.Equal("Bo", (await CaseAsync(desk, third)).ClaimedByName);
        Assert.Equal([HandoverOutcome.Decided, HandoverOutcome.Moved, HandoverOutcome.Taken], Assert.Single((await DeskAsync(desk, rina)).Outgoing).Items.Select(item => item.Outcome!.Value));
    }

    [Theory, EveryDatabase]
    public async Task What_was_put_off_or_passed_on_is_handed_over_too_and_its_clock_and_its_answer_with_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, rests, _) = await ShiftAsync(desk);
        var passed = await HeldAsync(desk, rina);
        var version = await VersionAsync(desk, rests);
        Assert.True((await desk.UseAsync((SnoozeCase use) => use.RunAsync(rina, new SnoozeCase.Command(rests, version, desk.Now.AddDays(1), null), Ct))).IsOk);
        version = await VersionAsync(desk, passed);
        Assert.True((await desk.UseAsync((EscalateCase use) => use.RunAsync(rina, new EscalateCase.Command(passed, version, "too dear for me"), Ct))).IsOk);
        Assert.Equal([(rests, false), (passed, true)], (await DeskAsync(desk, rina)).Own.Where(row => row.WaitingUntil is null).OrderBy(row => row.OrderId.Value).Select(row => (row.OrderId, row.PassedOn)));

        var offered = await OfferAsync(desk, rina, mei.Id, [rests, passed]);
        var answer = await AnswerAsync(desk, mei, offered.Value, accept: true);

        Assert.Equal(2, answer.Value?.Moved);
        var (first, second) = (await CaseAsync(desk, rests), await CaseAsync(desk, passed));
        Assert.Equal((mei.Id, null), (first.SnoozedBy, first.ClaimedBy));
        Assert.Equal((mei.Id, null), (second.EscalatedBy, second.ClaimedBy));
        var maya = await new StaffRoom(desk).HireAsync(StaffRoles.Manager, "Maya@example.com");
        version = await VersionAsync(desk, passed);
        Assert.True((await desk.UseAsync((ApproveOrder use) => use.RunAsync(maya, new ApproveOrder.Command(passed, version, [], null), Ct))).IsOk);
        Assert.Equal(NotificationKind.PassedOnDecided, (await ToldAsync(desk, mei))[^1]);
    }

    [Theory, EveryDatabase]
    public async Task An_offer_that_is_refused_withdrawn_or_lapsed_moves_nothing_and_is_answered_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, held, asked) = await ShiftAsync(desk);
        var fence = await FenceAsync(desk, held);
        var first = await OfferAsync(desk, rina, mei.Id, [held]);
        Assert.Equal("review.handover-offered", (await OfferAsync(desk, rina, mei.Id, [held, asked])).Error?.Code);
        Assert.Equal("review.handover-gone", (await AnswerAsync(desk, desk.Agent("Bo"), first.Value, accept: true)).Error?.Code);
        Assert.True((await AnswerAsync(desk, mei, first.Value, accept: false)).IsOk);
        Assert.Equal("review.handover-answered", (await AnswerAsync(desk, mei, first.Value, accept: true)).Error?.Code);
        Assert.Equal(NotificationKind.HandoverRefused, Assert.Single(await ToldAsync(desk, rina)));

        var second = await OfferAsync(desk, rina, mei.Id, [held]);
        Assert.Equal("review.handover-gone", (await WithdrawAsync(desk, mei, second.Value)).Error?.Code);
        Assert.True((await WithdrawAsync(desk, rina, second.Value)).IsOk);
        Assert.Equal("review.handover-answered", (await AnswerAsync(desk, mei, second.Value, accept: true)).Error?.Code);

        var third = await OfferAsync(desk, rina, mei.Id, [asked]);
        desk.Clock.Advance(Handover.Stands);
        Assert.Equal("review.handover-lapsed", (await AnswerAsync(desk, mei, third.Value, accept: true)).Error?.Code);
        Assert.Empty((await DeskAsync(desk, mei)).Incoming);
        Assert.Equal(fence, await FenceAsync(desk, held));
        await using var db = desk.Db();
        Assert.Equal(rina.Id, await db.Orders.Where(o => o.Id == asked).Select(o => o.PromisedBy).SingleAsync(Ct));
        Assert.False(await db.OrderEvents.AnyAsync(e => e.Code == "review.handed-over", Ct));
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_decide_is_away_or_is_oneself_cannot_be_handed_anything(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, held, _) = await ShiftAsync(desk);
        var room = new StaffRoom(desk);
        var wei = await room.HireAsync(StaffRoles.WarehouseLead, "Wei@example.com");
        await desk.WriteAsync(write => write.Db.Users.Single(u => u.Id == mei.Id.Value).DisabledAt = write.Now);

        Assert.Equal(("review.handover-may-not", "Wei"), Said(await OfferAsync(desk, rina, wei.Id, [held])));
        Assert.Equal(("review.handover-disabled", "Mei"), Said(await OfferAsync(desk, rina, mei.Id, [held])));
        Assert.Equal("review.handover-self", (await OfferAsync(desk, rina, rina.Id, [held])).Error?.Code);
        Assert.Equal("review.handover-nobody", (await OfferAsync(desk, rina, new StaffId(999_999_999), [held])).Error?.Code);
        Assert.Equal("review.handover-cases", (await OfferAsync(desk, rina, wei.Id, [])).Error?.Code);
        Assert.Equal("review.decide-forbidden", (await OfferAsync(desk, wei, rina.Id, [held])).Error?.Code);
        var bo = await room.HireAsync(StaffRoles.Agent, "Bo@example.com");
        Assert.Equal("review.handover-not-yours", (await OfferAsync(desk, bo, rina.Id, [held])).Error?.Code);
        Assert.DoesNotContain(wei.Id, (await DeskAsync(desk, rina)).People.Select(person => person.Id));
        await using var db = desk.Db();
        Assert.False(await db.Handovers.AnyAsync(Ct));
        Assert.False(await db.Notifications.AnyAsync(Ct));
    }

    [Fact]
    public async Task The_page_knows_which_clocks_run_out_before_the_next_shift()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (rina, _, held, asked) = await ShiftAsync(desk);
        var own = (await DeskAsync(desk, rina)).Own;

        Assert.Equal([true, false], [own.Single(row => row.OrderId == held).Held, own.Single(row => row.OrderId == asked).Held]);
        var waits = own.Single(row => row.OrderId == asked);
        Assert.Equal(desk.Now + TimeSpan.FromHours(6), waits.WaitingUntil);
        Assert.True(waits.Breaches(desk.Now + TimeSpan.FromHours(7)));
        Assert.False(waits.Breaches(desk.Now + TimeSpan.FromHours(5)));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_answers_at_the_same_moment_one_counts(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, mei, held, _) = await ShiftAsync(desk);
        var fence = await FenceAsync(desk, held);
        var offered = await OfferAsync(desk, rina, mei.Id, [held]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AnswerAsync(desk, mei, offered.Value, accept: true)));

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("review.handover-answered", answer.Error?.Code));
        Assert.Equal(fence + 1, await FenceAsync(desk, held));
    }

    private static async Task<(Actor Rina, Actor Mei, OrderId Held, OrderId Asked)> ShiftAsync(TestDesk desk)
    {
        var room = new StaffRoom(desk);
        var rina = await room.HireAsync(StaffRoles.Agent, "Rina@example.com");
        var mei = await room.HireAsync(StaffRoles.Agent, "Mei@example.com");
        var held = await HeldAsync(desk, rina);
        var asked = await HeldAsync(desk, rina);
        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == asked).Select(o => o.Version).SingleAsync(Ct);
        var ask = await desk.UseAsync((AskCustomer use) => use.RunAsync(rina, new AskCustomer.Command(asked, version, "Is the street right?", ContactWay.Email, TimeSpan.FromHours(6)), Ct));
        Assert.True(ask.IsOk, ask.Error?.Code);
        await desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(rina, new LetGoOfCase.Command(asked), Ct));
        return (rina, mei, held, asked);
    }

    private static async Task<OrderId> HeldAsync(TestDesk desk, Actor by)
    {
        var shop = await Shop.OpenAsync(desk, $"shop{Interlocked.Increment(ref _shops)}");
        await shop.StockAsync("MUG", 5);
        var id = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(id);
        Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(by, new ClaimCase.Command(id), Ct))).IsOk);
        return id;
    }

    private static int _shops;

    private static Task<Result<HandoverId>> OfferAsync(TestDesk desk, Actor actor, StaffId to, IReadOnlyList<OrderId> orders, string? note = null) =>
        desk.UseAsync((OfferHandover offer) => offer.RunAsync(actor, new OfferHandover.Command(to, orders, note), Ct));

    private static Task<Result<AnswerHandover.Answer>> AnswerAsync(TestDesk desk, Actor actor, HandoverId id, bool accept) =>
        desk.UseAsync((AnswerHandover answer) => answer.RunAsync(actor, new AnswerHandover.Command(id, accept), Ct));

    private static Task<Result> WithdrawAsync(TestDesk desk, Actor actor, HandoverId id) =>
        desk.UseAsync((WithdrawHandover withdraw) => withdraw.RunAsync(actor, new WithdrawHandover.Command(id), Ct));

    private static async Task<HandoverDesk.Answer> DeskAsync(TestDesk desk, Actor actor) => (await desk.UseAsync((HandoverDesk read) => read.ReadAsync(actor, Ct))).Value!;

    private static async Task<IReadOnlyList<NotificationKind>> ToldAsync(TestDesk desk, Actor actor)
    {
        await using var db = desk.Db();
        return await db.Notifications.Where(n => n.StaffId == actor.Id).OrderBy(n => n.Id).Select(n => n.Kind).ToListAsync(Ct);
    }

    private static async Task<ReviewCase> CaseAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.ReviewCases.SingleAsync(r => r.OrderId == id, Ct);
    }

    private static async Task<int> VersionAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct);
    }

    private static async Task<long> FenceAsync(TestDesk desk, OrderId id) => (await CaseAsync(desk, id)).Fence;

    private static (string?, object?) Said<T>(Result<T> result) => (result.Error?.Code, result.Error?.Args.FirstOrDefault());
}

/// <summary>Shorter to compare.</summary>
internal static class ClaimOf
{
    public static (StaffId? By, long Fence) Claim(this ReviewCase review) => (review.ClaimedBy, review.Fence);
}
