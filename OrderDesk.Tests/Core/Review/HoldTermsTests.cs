using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>What a company makes of types of holds counts wherever holds are placed, released or left too long.</summary>
public class HoldTermsTests
{
    private static readonly HoldTerms Wishes = new(HoldType.Request);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_hold_that_a_manager_releases_is_refused_to_an_agent_and_nothing_changes(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, id) = await WishAsync(desk);
        await SetAsync(desk, Wishes with { ReleasedBy = StaffRoles.Manager });
        await shop.HoldAsync(id);
        var before = await OrderAsync(desk, id);
        var (wish, manual) = (before.Holds.Single(h => h.Type is HoldType.Request), before.Holds.Single(h => h.Type is HoldType.Manual));

        var all = await ApproveAsync(desk, desk.Agent(), before);
        var one = await ApproveAsync(desk, desk.Agent(), before, wish.Id);
        var seen = await desk.UseAsync((LookAtBulk look) => look.RunAsync(desk.Agent(), new LookAtBulk.Command(new BulkAction(BulkKind.Approve), new BulkPick([id])), Ct));

        Assert.Equal((ErrorKind.Forbidden, "review.hold-not-yours"), (all.Error!.Kind, all.Error.Code));
        Assert.Equal([HoldType.Request, StaffRoles.Manager], one.Error!.Args);
        Assert.Equal("review.hold-not-yours", Assert.Single(seen.Value!.Refusals).Why.Code);
        Assert.Equal(before.Version, (await OrderAsync(desk, id)).Version);
        Assert.True((await ApproveAsync(desk, desk.Agent(), before, manual.Id)).IsOk);
        var approved = await ApproveAsync(desk, desk.Manager(), await OrderAsync(desk, id));
        Assert.Equal(OrderStatus.ReadyToFulfil, approved.Value?.Status);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_type_that_frees_units_puts_them_back_on_sale_until_it_is_released(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SetAsync(desk, Wishes with { Effect = StockEffect.Frees });
        var (_, id) = await WishAsync(desk);

        var held = await OrderAsync(desk, id);
        var sheet = await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(desk.Agent(), id, Ct));
        Assert.Equal((FulfilmentStatus.Unfulfilled, StockEffect.Frees), (held.Fulfilment, held.Holds.Single().Effect));
        Assert.Equal(new OrderSheet.Blocked("MUG", 14, 20, 20, 0, OrderSheet.BlockKind.Frees), Assert.Single(sheet.Value!.Holds.Single().Blocks));

        var approved = await ApproveAsync(desk, desk.Agent(), held);

        Assert.Equal(OrderStatus.ReadyToFulfil, approved.Value?.Status);
        Assert.Equal(FulfilmentStatus.Reserved, (await OrderAsync(desk, id)).Fulfilment);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_hold_says_what_it_blocks_and_who_else_waits_for_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, id) = await WishAsync(desk);
        var waiting = await shop.TakenAsync(shop.Order("MUG", 9));

        var kept = await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(desk.Agent(), id, Ct));
        var lacking = await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(desk.Agent(), waiting, Ct));

        Assert.Equal(new OrderSheet.Blocked("MUG", 14, 20, 6, 9, OrderSheet.BlockKind.Keeps), Assert.Single(kept.Value!.Holds.Single().Blocks));
        Assert.Equal(new OrderSheet.Blocked("MUG", 9, 20, 6, 0, OrderSheet.BlockKind.Lacks), Assert.Single(lacking.Value!.Holds.Single().Blocks));
    }

    [Theory, EveryDatabase]
    public async Task A_hold_whose_time_is_up_ends_as_its_type_says(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SetAsync(desk, Wishes with { Hours = 2, AtEnd = HoldEnd.Release });
        await SetAsync(desk, new HoldTerms(HoldType.Information) { Hours = 3, AtEnd = HoldEnd.Cancel });
        await SetAsync(desk, new HoldTerms(HoldType.Plausibility) { Hours = 3, AtEnd = HoldEnd.Escalate });
        var (shop, wish) = await WishAsync(desk);
        await shop.StockAsync("MUG", 500);
        var nameless = shop.Order();
        nameless["customer"] = new { email = "nameless@example.com", phone = "+44 20 7946 0001" };
        nameless["shippingAddress"] = nameless["billingAddress"] = new { line1 = "1 Example Street", city = "Sampleton", postalCode = "SW1A 1AA", country = "GB" };
        var cancelled = await shop.TakenAsync(nameless);
        var passedOn = await shop.TakenAsync(shop.Order("MUG", 150, 1m));
        Assert.All([wish, cancelled, passedOn], id => Assert.Equal(OrderStatus.OnHold, Read(desk, id).Status));

        desk.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Null(await desk.RoundAsync("hold-expiry"));
        desk.Clock.Advance(TimeSpan.FromHours(2));
        var claimed = await desk.UseAsync((ClaimCase claim) => claim.RunAsync(desk.Agent(), new ClaimCase.Command(wish), Ct));
        Assert.True(claimed.IsOk, claimed.Error?.Code);
        Assert.Equal(["2"], (await desk.RoundAsync("hold-expiry"))!.Args);
        Assert.Equal(OrderStatus.OnHold, Read(desk, wish).Status);
        desk.Clock.Advance(ReviewCase.ClaimIdle);
        Assert.Equal(["1"], (await desk.RoundAsync("hold-expiry"))!.Args);

        Assert.Equal((OrderStatus.ReadyToFulfil, HoldState.Expired), (Read(desk, wish).Status, Read(desk, wish).Holds.Single().State));
        Assert.Equal(OrderStatus.Cancelled, Read(desk, cancelled).Status);
        Assert.Equal((OrderStatus.OnHold, (DateTime?)null), (Read(desk, passedOn).Status, Read(desk, passedOn).Holds.Single().ExpiresAt));
        await using var db = desk.Db();
        Assert.NotNull((await db.ReviewCases.SingleAsync(c => c.OrderId == passedOn, Ct)).EscalatedAt);
        Assert.Equal(3, await db.OrderEvents.CountAsync(e => e.Code == "order.hold-expired", Ct));
        Assert.Null(await desk.RoundAsync("hold-expiry"));
        await RunAgainAsync(desk, wish);
        Assert.Equal(OrderStatus.ReadyToFulfil, Read(desk, wish).Status);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task Where_two_must_say_yes_time_is_not_one_of_them_and_who_waits_for_an_answer_is_not_hurried(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, more: services => services.Configure<ReviewOptions>(options => options.TwoPeopleAbove = new Dictionary<string, decimal> { ["GBP"] = 5 }));
        await SetAsync(desk, Wishes with { Hours = 1, AtEnd = HoldEnd.Release });
        var (_, id) = await WishAsync(desk);
        var asked = await desk.UseAsync((AskCustomer ask) => ask.RunAsync(desk.Agent(), new AskCustomer.Command(id, Read(desk, id).Version, "Which bell?", ContactWay.Email, TimeSpan.FromHours(5)), Ct));
        Assert.True(asked.IsOk, asked.Error?.Code);

        desk.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await desk.RoundAsync("hold-expiry"));
        desk.Clock.Advance(TimeSpan.FromHours(4));
        await desk.RoundAsync("hold-expiry");

        await using var db = desk.Db();
        Assert.Equal((OrderStatus.OnHold, HoldState.Open), (Read(desk, id).Status, Read(desk, id).Holds.Single().State));
        Assert.NotNull((await db.ReviewCases.SingleAsync(c => c.OrderId == id, Ct)).EscalatedAt);
    }

    [Theory, EveryDatabase]
    public async Task Terms_are_set_by_who_may_as_they_saw_them_and_stand_in_the_trail(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var manager = desk.Manager("Maya");
        var red = Wishes with { Colour = HoldColour.Bad, NameEn = " Wishes " };

        Assert.Equal("review.holds-forbidden", (await TrySetAsync(desk, desk.Agent(), red, null)).Error?.Code);
        Assert.True((await TrySetAsync(desk, manager, red, null)).IsOk);
        Assert.Equal("shared.changed-meanwhile", (await TrySetAsync(desk, manager, red, null)).Error?.Code);
        Assert.Equal("orders.hold-name-taken", (await TrySetAsync(desk, manager, new HoldTerms(HoldType.Manual) { NameEn = "wishes" }, null)).Error?.Code);
        Assert.Equal("orders.hold-nobody-releases", (await TrySetAsync(desk, manager, Wishes with { ReleasedBy = StaffRoles.WarehouseLead }, 0)).Error?.Code);

        var rows = (await desk.UseAsync((HoldTypes types) => types.ReadAsync(desk.Agent(), Ct))).Value!;
        Assert.Equal([StaffRoles.Agent, StaffRoles.Manager], rows.Deciders);
        Assert.Equal((HoldColour.Bad, "Wishes", (int?)0), (rows.Rows.Single(r => r.Terms.Type is HoldType.Request) is var row ? row.Terms.Colour : default, row.Terms.NameEn, row.Own));
        Assert.Equal(StaffUser.AllRoles, row.Terms.ReleasedBy);
        Assert.True((await desk.UseAsync((SetHoldTerms set) => set.RunAsync(manager, new SetHoldTerms.Command(HoldType.Request, null, 0), Ct))).IsOk);
        await using var db = desk.Db();
        Assert.Empty(await db.HoldKinds.ToListAsync(Ct));
        Assert.Equal(["hold.created", "hold.deleted"], await db.AuditEntries.Where(a => a.SubjectKind == "hold").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct));
    }

    public static TheoryData<string, HoldTerms> Nonsense => new()
    {
        { "orders.no-hold-type", new(HoldType.Payment | HoldType.Stock) },
        { "orders.hold-nobody-releases", Wishes with { ReleasedBy = StaffRoles.None } },
        { "orders.hold-expiry-half", Wishes with { Hours = 4 } },
        { "orders.hold-expiry-half", Wishes with { AtEnd = HoldEnd.Cancel } },
        { "orders.hold-hours", Wishes with { Hours = 0, AtEnd = HoldEnd.Cancel } },
        { "orders.hold-name", Wishes with { NameEn = new string('x', HoldTerms.NameMaxLength + 1) } },
        { "orders.hold-terms-wrong", Wishes with { Colour = (HoldColour)9 } },
        { "orders.shortage-frees-nothing", new(HoldType.Stock) { Effect = StockEffect.Frees } },
        { "orders.shortage-only-cancels", new(HoldType.Stock) { Hours = 4, AtEnd = HoldEnd.Release } },
    };

    [Theory, MemberData(nameof(Nonsense))]
    public void What_makes_no_sense_is_said(string code, HoldTerms terms) => Assert.Equal(code, terms.WhyNot()?.Code);

    [Fact]
    public void Nothing_of_the_companys_own_is_what_checks_say() =>
        Assert.All(HoldTerms.Types, type => Assert.Equal(
            new HoldReason(type, "hold.x", [], Effect: StockEffect.Frees).Effect, HoldBook.BuiltIn.Of(type).On(new HoldReason(type, "hold.x", [], Effect: StockEffect.Frees), DateTime.UnixEpoch) is { ExpiresAt: null } kept ? kept.Effect : default));

    private static async Task<(Shop Shop, OrderId Id)> WishAsync(TestDesk desk)
    {
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 20);
        var body = shop.Order("MUG", 14);
        body["requests"] = new { remark = "Please ring twice" };
        return (shop, await shop.TakenAsync(body));
    }

    private static async Task SetAsync(TestDesk desk, HoldTerms terms)
    {
        var set = await TrySetAsync(desk, desk.Manager(), terms, null);
        Assert.True(set.IsOk, set.Error?.Code);
    }

    private static Task<Result> TrySetAsync(TestDesk desk, Actor actor, HoldTerms terms, int? seen) =>
        desk.UseAsync((SetHoldTerms set) => set.RunAsync(actor, new SetHoldTerms.Command(terms.Type, terms, seen), Ct));

    private static Task<Result<ApproveOrder.Answer>> ApproveAsync(TestDesk desk, Actor actor, Order seen, params OrderHoldId[] holds) =>
        desk.UseAsync((ApproveOrder approve) => approve.RunAsync(actor, new ApproveOrder.Command(seen.Id, seen.Version, holds, null), Ct));

    private static Task<Result> RunAgainAsync(TestDesk desk, OrderId id) =>
        desk.UseAsync((OrderDesk.Core.Verification.RunVerification verify) => verify.RunAsync(desk.Agent(), new OrderDesk.Core.Verification.RunVerification.Command(id), Ct));

    private static async Task<Order> OrderAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.Include(o => o.Holds.Where(h => h.State != HoldState.Resolved)).SingleAsync(o => o.Id == id, Ct);
    }

    private static Order Read(TestDesk desk, OrderId id)
    {
        using var db = desk.Db();
        return db.Orders.Include(o => o.Holds).Single(o => o.Id == id);
    }
}
