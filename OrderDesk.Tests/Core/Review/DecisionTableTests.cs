using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Every decision in every situation a case can be in: what happens, or the refusal that is given.</summary>
public class DecisionTableTests
{
    public enum Deed
    {
        Approve,
        ReleaseOne,
        Reject,
        Ask,
        Snooze,
        Escalate,
        TakeOver,
        Claim,
        EditLines,
        Substitute,
        Split,
        Backorder,
        WaitLonger,
    }

    public enum Situation
    {
        Mine,
        TakenByOther,
        ClaimLapsed,
        TakenBackSince,
        Stale,
        Decided,
        Escalated,
        Clean,
        Unknown,
    }

    private const string Fine = "";
    private const string Amends = "orders.amend-forbidden";
    private const string Decides = "review.decide-forbidden";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Deed, string[]> Table => new()
    {
        // Mine, taken by another, claim lapsed, claim of before, stale version, decided, escalated, clean order, no such order
        { Deed.Approve, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "orders.hold-not-open", "orders.not-found"] },
        { Deed.ReleaseOne, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "orders.hold-not-open", "orders.not-found"] },
        { Deed.Reject, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", Fine, "orders.not-found"] },
        { Deed.Ask, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "orders.not-on-hold", "orders.not-found"] },
        { Deed.Snooze, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "review.no-case", "orders.not-found"] },
        { Deed.Escalate, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "review.no-case", "orders.not-found"] },
        { Deed.TakeOver, ["review.nobody-to-take-over", Fine, "review.nobody-to-take-over", "review.nobody-to-take-over", "review.nobody-to-take-over", "review.already-decided", "review.nobody-to-take-over", "review.no-case", "review.no-case"] },
        { Deed.EditLines, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", Fine, "orders.not-found"] },
        { Deed.Substitute, [Fine, "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", Fine, "orders.not-found"] },
        { Deed.Split, ["orders.nothing-waits", "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "orders.not-on-hold", "orders.not-found"] },
        { Deed.Backorder, ["orders.nothing-waits", "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "orders.nothing-waits", "orders.not-found"] },
        { Deed.WaitLonger, ["orders.not-waiting", "review.claimed-by-other", "review.claim-lost", "review.claim-lost", "review.order-changed", "review.already-decided", "review.escalated", "review.no-case", "orders.not-found"] },
        { Deed.Claim, [Fine, "review.claimed-by-other", Fine, Fine, Fine, "review.already-decided", Fine, "review.no-case", "review.no-case"] },
    };

    [Theory, MemberData(nameof(Table))]
    public async Task Every_decision_is_taken_or_refused_as_the_table_says(Deed deed, string[] expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 500);
        await shop.StockAsync("CUP", 500);
        var (mei, bo) = (desk.Agent("Mei"), desk.Agent("Bo"));
        var found = new List<string>();

        foreach (var situation in Enum.GetValues<Situation>())
        {
            var (id, version, fence, hold) = await SetAsync(desk, shop, situation, mei, bo);
            found.Add((await DoAsync(desk, deed, mei, id, version, fence, hold))?.Code ?? Fine);
        }

        Assert.Equal(expected, found);
        await desk.IsCleanAsync();
    }

    [Theory]
    [InlineData("agent", "review.escalated")]
    [InlineData("manager", Fine)]
    [InlineData("lead", "review.decide-forbidden")]
    [InlineData("administrator", "review.decide-forbidden")]
    public async Task What_was_passed_on_is_decided_by_those_who_may(string role, string expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var mei = desk.Agent("Mei");
        var (id, version, _, _) = await SetAsync(desk, shop, Situation.Escalated, mei, desk.Agent("Bo"));
        await desk.UseAsync((LetGoOfCase let) => let.RunAsync(mei, new LetGoOfCase.Command(id), Ct));
        var error = await DoAsync(desk, Deed.Approve, Who(desk, role), id, version, null, default);

        Assert.Equal(expected, error?.Code ?? Fine);
    }

    public static TheoryData<Deed, string[]> Roles => new()
    {
        // Agent, warehouse lead, manager, administrator; each on a case nobody holds
        { Deed.Approve, [Fine, Decides, Fine, Decides] },
        { Deed.ReleaseOne, [Fine, Decides, Fine, Decides] },
        { Deed.Reject, [Fine, Decides, Fine, Decides] },
        { Deed.Ask, [Fine, Decides, Fine, Decides] },
        { Deed.Snooze, [Fine, Decides, Fine, Decides] },
        { Deed.Escalate, [Fine, Decides, Fine, Decides] },
        { Deed.TakeOver, ["review.nobody-to-take-over", Decides, "review.nobody-to-take-over", Decides] },
        { Deed.EditLines, [Fine, Amends, Fine, Fine] },
        { Deed.Substitute, [Fine, Amends, Fine, Fine] },
        { Deed.Split, ["orders.nothing-waits", Amends, "orders.nothing-waits", "orders.nothing-waits"] },
        { Deed.Backorder, ["orders.nothing-waits", Amends, "orders.nothing-waits", "orders.nothing-waits"] },
        { Deed.WaitLonger, ["orders.not-waiting", Decides, "orders.not-waiting", Decides] },
        { Deed.Claim, [Fine, Decides, Fine, Decides] },
    };

    [Theory, MemberData(nameof(Roles))]
    public async Task Every_decision_is_open_to_the_roles_the_table_says(Deed deed, string[] expected)
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 500);
        await shop.StockAsync("CUP", 500);
        var (mei, bo) = (desk.Agent("Mei"), desk.Agent("Bo"));
        var found = new List<string>();

        foreach (var role in new[] { "agent", "lead", "manager", "administrator" })
        {
            var (id, version, _, hold) = await SetAsync(desk, shop, Situation.Mine, mei, bo);
            await desk.UseAsync((LetGoOfCase let) => let.RunAsync(mei, new LetGoOfCase.Command(id), Ct));
            found.Add((await DoAsync(desk, deed, Who(desk, role), id, version, null, hold))?.Code ?? Fine);
        }

        Assert.Equal(expected, found);
        await desk.IsCleanAsync();
    }

    private static Actor Who(TestDesk desk, string role) =>
        role switch { "agent" => desk.Agent("Mei"), "manager" => desk.Manager(), "lead" => desk.WarehouseLead(), _ => desk.Administrator() };

    private static async Task<(OrderId Id, int Version, long? Fence, OrderHoldId Hold)> SetAsync(TestDesk desk, Shop shop, Situation situation, Actor me, Actor other)
    {
        if (situation is Situation.Unknown)
        {
            return (new OrderId(9_999_999), 0, 1, default);
        }

        var id = new OrderId((await shop.SendAsync(shop.Order())).Value!.Answer.Id);
        if (situation is Situation.Clean)
        {
            return (id, (await OrderAsync(desk, id)).Version, null, new OrderHoldId(1));
        }

        await shop.HoldAsync(id);
        var holder = situation is Situation.TakenByOther or Situation.Decided ? other : me;
        var fence = (await desk.UseAsync((ClaimCase claim) => claim.RunAsync(holder, new ClaimCase.Command(id), Ct))).Value!.Fence;
        var (version, hold) = (await OrderAsync(desk, id)) is var seen ? (seen.Version, seen.Holds.Single(h => h.State is HoldState.Open).Id) : default;
        switch (situation)
        {
            case Situation.ClaimLapsed:
                desk.Clock.Advance(ReviewCase.ClaimIdle);
                break;
            case Situation.TakenBackSince:
                await desk.UseAsync((LetGoOfCase let) => let.RunAsync(me, new LetGoOfCase.Command(id), Ct));
                await desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(id), Ct));
                break;
            case Situation.Stale:
                await desk.UseAsync((AddNote note) => note.RunAsync(other, new AddNote.Command(id, "Called them"), Ct));
                break;
            case Situation.Decided:
                await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(other, new ApproveOrder.Command(id, version, [], null, fence), Ct));
                break;
            case Situation.Escalated:
                await desk.UseAsync((EscalateCase escalate) => escalate.RunAsync(me, new EscalateCase.Command(id, version, "Too much for me", fence), Ct));
                version = (await OrderAsync(desk, id)).Version;
                fence = (await desk.UseAsync((ClaimCase claim) => claim.RunAsync(me, new ClaimCase.Command(id), Ct))).Value!.Fence;
                break;
            case Situation.Mine or Situation.TakenByOther:
                break;
            case Situation.Clean or Situation.Unknown:
                throw new InvalidOperationException();
        }

        return (id, version, fence, hold);
    }

    private static async Task<Error?> DoAsync(TestDesk desk, Deed deed, Actor by, OrderId id, int version, long? fence, OrderHoldId hold) => deed switch
    {
        Deed.Approve => (await desk.UseAsync((ApproveOrder use) => use.RunAsync(by, new ApproveOrder.Command(id, version, [], null, fence), Ct))).Error,
        Deed.ReleaseOne => (await desk.UseAsync((ApproveOrder use) => use.RunAsync(by, new ApproveOrder.Command(id, version, [hold], null, fence), Ct))).Error,
        Deed.Reject => (await desk.UseAsync((RejectOrder use) => use.RunAsync(by, new RejectOrder.Command(id, version, "A test", RefundInstruction.None, fence), Ct))).Error,
        Deed.Ask => (await desk.UseAsync((AskCustomer use) => use.RunAsync(by, new AskCustomer.Command(id, version, "Is it right?", ContactWay.Phone, null, fence), Ct))).Error,
        Deed.Snooze => (await desk.UseAsync((SnoozeCase use) => use.RunAsync(by, new SnoozeCase.Command(id, version, desk.Now.AddHours(2), null, fence), Ct))).Error,
        Deed.Escalate => (await desk.UseAsync((EscalateCase use) => use.RunAsync(by, new EscalateCase.Command(id, version, "Please look", fence), Ct))).Error,
        Deed.TakeOver => (await desk.UseAsync((TakeOverCase use) => use.RunAsync(by, new TakeOverCase.Command(id, "They are at lunch"), Ct))).Error,
        Deed.EditLines => (await desk.UseAsync((EditLines use) => use.RunAsync(by, new EditLines.Command(id, version, [new(1, 2)], [], null, fence), Ct))).Error,
        Deed.Substitute => (await desk.UseAsync((SubstituteLine use) => use.RunAsync(by, new SubstituteLine.Command(id, version, 1, "CUP", 1, null, new Consent("Ann", desk.Now, ConsentWay.Phone, null), fence), Ct))).Error,
        Deed.Split => (await desk.UseAsync((SplitOrder use) => use.RunAsync(by, new SplitOrder.Command(id, version, new Dictionary<int, int> { [1] = 1 }, fence), Ct))).Error,
        Deed.Backorder => (await desk.UseAsync((BackorderOrder use) => use.RunAsync(by, new BackorderOrder.Command(id, version, desk.Now.AddDays(2), "Friday", ContactWay.Phone, fence), Ct))).Error,
        Deed.WaitLonger => (await desk.UseAsync((WaitLonger use) => use.RunAsync(by, new WaitLonger.Command(id, version, TimeSpan.FromDays(1), fence), Ct))).Error,
        Deed.Claim => (await desk.UseAsync((ClaimCase use) => use.RunAsync(by, new ClaimCase.Command(id), Ct))).Error,
    };

    private static async Task<Order> OrderAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
    }
}
