using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Bulk;

/// <summary>Cases are handed to a colleague in bulk: an agent hands their own, a manager anybody's, and nobody gets what they cannot decide.</summary>
public sealed class BulkHandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_agent_hands_their_own_and_the_colleague_is_told_once_and_sees_them_as_theirs(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, held) = await desk.HeldCasesAsync(4);
        var mei = await HireAsync(desk, "mei");
        await ClaimAsync(desk, rina, held[0], held[1]);
        await ClaimAsync(desk, desk.Agent("Bo"), held[2]);
        var fence = (await CaseAsync(desk, held[0])).Fence;

        var look = await desk.BulkLookAsync(rina, To(mei, "both are angry"), new BulkPick(held));
        Assert.Equal((4, 2), (look.Total, look.Would));
        Assert.Equal([("review.claimed-by-other", "Bo"), ("review.hand-not-yours", held[3].Number)], look.Refusals.Select(no => (no.Why.Code, (string)no.Why.Args[0])));
        Assert.Empty(look.Held);
        await desk.BulkStartAsync(rina, look.Id);
        await desk.RoundAsync("bulk");

        Assert.Equal((BulkState.Done, 2, 2), await desk.BulkEndAsync(rina, look.Id));
        Assert.Equal("mei", (await desk.BulkSheetAsync(rina, look.Id)).Run.ToName);
        var one = await CaseAsync(desk, held[0]);
        Assert.Equal((mei.Id, fence + 1, null), (one.ClaimedBy, one.Fence, one.ClaimedAt));
        Assert.Equal([held[0], held[1]], await MineAsync(desk, mei));
        Assert.Empty(await MineAsync(desk, rina));
        Assert.Equal([(mei.Id, NotificationKind.CasesHanded, 2, rina.Name)], await ToldAsync(desk));
        await using var db = desk.Db();
        Assert.Equal(2, await db.OrderEvents.CountAsync(e => e.Code == "review.handed-to" && e.Note == "both are angry" && e.ActorId == rina.Id, Ct));
        var lost = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(rina, new ApproveOrder.Command(held[0], 0, [], null, fence), Ct));
        Assert.Equal("review.claimed-by-other", lost.Error?.Code);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_handed_case_waits_for_its_colleague_through_opening_and_leaving_and_ends_when_they_let_go(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, held) = await desk.HeldCasesAsync(2);
        var (mei, bo) = (await HireAsync(desk, "mei"), desk.Agent("Bo"));
        await ClaimAsync(desk, rina, held[0], held[1]);
        Assert.Equal(2, (await desk.InBulkAsync(rina, To(mei), held)).Run.Done);

        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("review.claimed-by-other", (await TryClaimAsync(desk, bo, held[0])).Error?.Code);
        Assert.Equal(held[0], (await desk.UseAsync((ServeNext serve) => serve.RunAsync(mei, new ServeNext.Command(), Ct))).Value?.OrderId);
        var opened = (await TryClaimAsync(desk, mei, held[0])).Value!;
        Assert.Equal(desk.Now, (await CaseAsync(desk, held[0])).ClaimedAt);
        await desk.UseAsync((LetGoOfCase leave) => leave.RunAsync(mei, new LetGoOfCase.Command(held[0], opened.Fence), Ct));
        Assert.Equal((mei.Id, null), ((await CaseAsync(desk, held[0])).ClaimedBy, (await CaseAsync(desk, held[0])).ClaimedAt));
        await desk.UseAsync((LetGoOfCase give) => give.RunAsync(mei, new LetGoOfCase.Command(held[0]), Ct));
        Assert.True((await TryClaimAsync(desk, bo, held[0])).IsOk);
        desk.Clock.Advance(new ReviewOptions().HandedFor);
        Assert.Empty(await MineAsync(desk, mei));
        Assert.True((await TryClaimAsync(desk, bo, held[1])).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task A_manager_hands_anybodys_but_not_what_changed_hands_since_they_looked_and_tries_those_again(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (rina, held) = await desk.HeldCasesAsync(3);
        var (mei, maya) = (await HireAsync(desk, "mei"), await HireAsync(desk, "maya", StaffRoles.Manager));
        await ClaimAsync(desk, rina, held[0]);

        var look = await desk.BulkLookAsync(maya, To(mei), new BulkPick(View: ReviewView.All));
        Assert.Equal((3, 3, (rina.Name, 1)), (look.Total, look.Would, Assert.Single(look.Held) is var holder ? (holder.Name, holder.Count) : default));
        await ClaimAsync(desk, desk.Agent("Bo"), held[1]);
        await desk.BulkStartAsync(maya, look.Id);
        await desk.RoundAsync("bulk");

        var sheet = await desk.BulkSheetAsync(maya, look.Id);
        Assert.Equal((2, 1), (sheet.Run.Done, sheet.Run.Refused));
        var refused = sheet.Page.Rows.Single(row => row.Outcome is BulkOutcome.Refused);
        Assert.Equal((held[1], "review.claimed-by-other", "Bo"), (refused.OrderId, refused.Why!.Code, refused.Why.Args[0]));
        Assert.Equal([(rina.Id, NotificationKind.TakenOver), (mei.Id, NotificationKind.CasesHanded)], (await ToldAsync(desk)).Select(told => (told.To, told.Kind)));
        var retry = (await desk.UseAsync((RetryBulk again) => again.RunAsync(maya, new RetryBulk.Command(look.Id), Ct))).Value!;
        await desk.BulkStartAsync(maya, retry.Id);
        await desk.RoundAsync("bulk");
        Assert.Equal((BulkState.Done, 1, 0), await desk.BulkEndAsync(maya, retry.Id));
        Assert.Equal(held, await MineAsync(desk, mei));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Who_can_take_them_is_known_before_anybody_is_chosen_and_the_look_says_the_same(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, services => services.Configure<ReviewOptions>(o => o.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 5 }));
        var (rina, held) = await desk.HeldCasesAsync(3);
        var (mei, tomas, maya) = (await HireAsync(desk, "mei"), await HireAsync(desk, "tomas"), await HireAsync(desk, "maya", StaffRoles.Manager));
        Assert.True((await desk.UseAsync((SetSkills set) => set.RunAsync(maya, new SetSkills.Command(tomas.Id, null, new SkillSet([], [], 1)), Ct))).IsOk);
        Assert.Equal(1, (await desk.InBulkAsync(mei, BulkDesk.Approve, [held[0]])).Run.Half);
        Assert.Equal(1, (await desk.InBulkAsync(rina, new BulkAction(BulkKind.Escalate, "too dear"), [held[1]])).Run.Done);

        var takers = (await desk.UseAsync((BulkTakers read) => read.ReadAsync(maya, new BulkPick(held), Ct))).Value!;

        Assert.Equal(3, takers.Cases);
        Assert.Equal([("rina", 2), ("mei", 1), ("tomas", 0)], takers.People.Select(row => (row.Name, row.Cases)));
        Assert.Equal(["review.hand-escalated", "review.second-must-be-another"], await RefusalsAsync(desk, maya, mei, held));
        Assert.Equal(["review.hand-escalated", "review.hand-unskilled"], await RefusalsAsync(desk, maya, tomas, held));
    }

    [Fact]
    public async Task Nobody_is_handed_anything_they_may_not_have_and_who_may_not_hand_is_refused()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (rina, held) = await desk.HeldCasesAsync(1);
        var (mei, wei) = (await HireAsync(desk, "mei"), await HireAsync(desk, "wei", StaffRoles.WarehouseLead));
        await ClaimAsync(desk, rina, held[0]);
        var pick = new BulkPick(held);
        var look = await desk.BulkLookAsync(rina, To(mei), pick);
        await desk.WriteAsync(async write => (await write.Db.Users.FindAsync([mei.Id.Value], Ct))!.DisabledAt = write.Now);

        Assert.Equal("review.hand-may-not", (await desk.TryBulkLookAsync(rina, To(wei), pick)).Error?.Code);
        Assert.Equal("review.hand-disabled", (await desk.TryBulkLookAsync(rina, To(mei), pick)).Error?.Code);
        Assert.Equal("review.handover-self", (await desk.TryBulkLookAsync(rina, To(rina), pick)).Error?.Code);
        Assert.Equal("review.handover-nobody", (await desk.TryBulkLookAsync(rina, new BulkAction(BulkKind.HandOver), pick)).Error?.Code);
        Assert.Equal("review.hand-nobody", (await desk.TryBulkLookAsync(rina, new BulkAction(BulkKind.HandOver, To: new StaffId(999_999_999)), pick)).Error?.Code);
        Assert.Equal("review.decide-forbidden", (await desk.TryBulkLookAsync(wei, To(rina), pick)).Error?.Code);
        Assert.Equal("review.decide-forbidden", (await desk.UseAsync((BulkTakers read) => read.ReadAsync(wei, pick, Ct))).Error?.Code);
        await desk.BulkStartAsync(rina, look.Id);
        await desk.RoundAsync("bulk");
        Assert.Equal("review.hand-disabled", (await desk.BulkSheetAsync(rina, look.Id)).Page.Rows.Single().Why?.Code);
        Assert.Equal(rina.Id, (await CaseAsync(desk, held[0])).ClaimedBy);
        Assert.Empty(await ToldAsync(desk));
    }

    private static BulkAction To(Actor who, string? note = null) => new(BulkKind.HandOver, note, To: who.Id);

    private static Task<Actor> HireAsync(TestDesk desk, string name, StaffRoles roles = StaffRoles.Agent) => new StaffRoom(desk).HireAsync(roles, $"{name}@example.com");

    private static Task<Result<ClaimCase.Answer>> TryClaimAsync(TestDesk desk, Actor actor, OrderId id) => desk.UseAsync((ClaimCase claim) => claim.RunAsync(actor, new ClaimCase.Command(id), Ct));

    private static async Task ClaimAsync(TestDesk desk, Actor actor, params OrderId[] orders)
    {
        foreach (var id in orders)
        {
            Assert.True((await TryClaimAsync(desk, actor, id)).IsOk);
        }
    }

    private static async Task<IEnumerable<string>> RefusalsAsync(TestDesk desk, Actor actor, Actor to, List<OrderId> orders) =>
        (await desk.BulkLookAsync(actor, To(to), new BulkPick(orders))).Refusals.Select(no => no.Why.Code).Order(StringComparer.Ordinal);

    private static async Task<ReviewCase> CaseAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.ReviewCases.SingleAsync(r => r.OrderId == id, Ct);
    }

    private static async Task<List<OrderId>> MineAsync(TestDesk desk, Actor actor) =>
        [.. (await desk.QueueAsync(actor, ReviewView.Mine, new Paging(), Ct)).Value!.Page.Rows.Select(row => row.OrderId).OrderBy(id => id.Value)];

    private static async Task<List<(StaffId To, NotificationKind Kind, int Number, string By)>> ToldAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return [.. (await db.Notifications.OrderBy(n => n.Id).ToListAsync(Ct)).Select(n => (n.StaffId, n.Kind, n.Kind is NotificationKind.CasesHanded ? n.Number : 0, n.ByName))];
    }
}
