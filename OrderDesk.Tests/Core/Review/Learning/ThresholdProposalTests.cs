using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Learning;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Learning;

/// <summary>Thresholds that would have asked better, as a count by hand finds them: looser where people let everything go, tighter where drawn orders were wrong.</summary>
public class ThresholdProposalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Measure PerHour => Measure.All(new VerificationPolicy()).Single(measure => measure.Key == nameof(VerificationPolicy.OrdersPerHour));

    [Fact]
    public void The_loosest_threshold_that_loses_next_to_nothing_is_proposed()
    {
        var proposal = BetterThresholds.Looser(PerHour, 3, [.. Held(60, 4, 0), .. Held(30, 5, 0), .. Held(20, 8, 15)])!;

        Assert.Equal(("loosen:OrdersPerHour", 3m, 5m), (proposal.Key, proposal.Was, proposal.Then));
        Assert.Equal((90, 90, 0, 15), (proposal.Orders.Decided, proposal.Orders.Good, proposal.Orders.Lost, proposal.Confirmed));
        Assert.Equal((15, 110, 15, 20), (proposal.Before.Hits, proposal.Before.Of, proposal.After.Hits, proposal.After.Of));
        Assert.Equal(5, proposal.On(new VerificationPolicy(), null)!.OrdersPerHour);
        Assert.Null(proposal.On(new VerificationPolicy { OrdersPerHour = 4 }, null));
    }

    [Fact]
    public void A_twentieth_of_the_confirmed_orders_may_be_lost_and_is_named()
    {
        var stays = BetterThresholds.Looser(PerHour, 3, [.. Held(60, 4, 0), .. Held(30, 5, 1), .. Held(20, 8, 15)])!;
        var loses = BetterThresholds.Looser(PerHour, 3, [.. Held(60, 4, 0), .. Held(30, 5, 1), .. Held(30, 8, 20)])!;

        Assert.Equal((4m, 0), (stays.Then, stays.Orders.Lost));
        Assert.Equal((5m, 1, 21), (loses.Then, loses.Orders.Lost, loses.Confirmed));
        Assert.Single(loses.Orders.Missed);
    }

    [Theory]
    [InlineData(49, 0)]
    [InlineData(60, 20)]
    public void Too_few_orders_or_too_many_right_questions_speak_for_nothing(int orders, int right) =>
        Assert.Null(BetterThresholds.Looser(PerHour, 3, [.. Held(orders, 4, right), .. Held(20, 8, 15)]));

    [Fact]
    public void Where_all_would_go_through_it_is_no_matter_of_a_threshold() =>
        Assert.Null(BetterThresholds.Looser(PerHour, 3, [.. Held(90, 4, 0)]));

    [Fact]
    public void Drawn_orders_that_were_wrong_close_below_speak_for_a_tighter_one()
    {
        var drawn = Held(25, 3, 10).Concat(Held(30, 2, 0)).Select(one => new DrawnOrder(one.Hit, one.Measured)).ToList();

        var proposal = BetterThresholds.Tighter(PerHour, 3, CountedShare.Count(9, 40), drawn, 0.01m)!;

        Assert.Equal(("tighten:OrdersPerHour", 2m, 25, 10, 2_500), (proposal.Key, proposal.Then, proposal.Orders.Decided, proposal.After.Hits, proposal.Added));
        Assert.Null(BetterThresholds.Tighter(PerHour, 3, CountedShare.Count(9, 40), [.. drawn.Skip(6)], 0.01m));
    }

    /// <summary>What people would set: whole orders, steps of shares, two figures of an amount.</summary>
    [Theory]
    [InlineData("OrdersPerHour", 5, 5, 4)]
    [InlineData("CreditBadShare", 0.51, 0.55, 0.5)]
    [InlineData("HoldAtPoints", 120, 130, 120)]
    [InlineData("FirstOrderLimits.GBP", 705, 710, 700)]
    [InlineData("FirstOrderLimits.GBP", 18_450, 19_000, 18_000)]
    public void Thresholds_are_set_as_people_would(string key, double measures, double lettingGo, double holding)
    {
        var measured = (decimal)measures;
        var measure = Measure.All(new VerificationPolicy()).Single(one => one.Key == key);

        Assert.Equal(((decimal)lettingGo, (decimal)holding), (measure.LettingGo(measured), measure.Holding(measured)));
        Assert.False(measure.Holds(measured, (decimal)lettingGo));
        Assert.True(measure.Holds(measured, (decimal)holding));
    }

    [Theory, EveryDatabase]
    public async Task What_the_holds_measured_is_proposed_and_the_published_threshold_does_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (shop, manager) = (await Shop.OpenAsync(desk), desk.Manager("Maya"));
        await shop.StockAsync("MUG", 500);
        await desk.InForceAsync(new VerificationPolicy { MaxLineQuantity = 2 });
        for (var n = 0; n < 50; n++)
        {
            await desk.ApproveAsync(manager, await shop.TakenAsync(shop.Order(quantity: 3)), null);
        }

        for (var n = 0; n < 4; n++)
        {
            await desk.RejectAsync(manager, await shop.TakenAsync(shop.Order(quantity: 9)), null);
        }

        var answer = await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(manager, Ct));
        var looser = Assert.Single(answer.Value!.Rows.OfType<ThresholdProposal>());
        Assert.Equal(("loosen:MaxLineQuantity", 2m, 3m, 50, 50, 4), (looser.Key, looser.Was, looser.Then, looser.Orders.Saved, looser.Orders.Good, looser.Confirmed));
        Assert.Equal((4, 54, 4, 4), (looser.Before.Hits, looser.Before.Of, looser.After.Hits, looser.After.Of));
        Assert.Equal("order.total", Assert.Single(answer.Value.Rows.OfType<PassProposal>()).When.Single().Field);

        var drafted = await desk.UseAsync((DraftProposal draft) => draft.RunAsync(manager, new DraftProposal.Command(looser.Key, null), Ct));
        Assert.True((await desk.PublishAsync(drafted.Value!)).IsOk);
        var (passes, held) = (await shop.TakenAsync(shop.Order(quantity: 3)), await shop.TakenAsync(shop.Order(quantity: 4)));

        Assert.Equal([held.Value], (await Verification.Replay.ReplayDesk.HeldAsync(desk)).Intersect([passes.Value, held.Value]));
        Assert.Equal("verification.proposal-gone", (await desk.UseAsync((DraftProposal draft) => draft.RunAsync(manager, new DraftProposal.Command(looser.Key, null), Ct))).Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task What_drawn_orders_measured_speaks_for_a_tighter_threshold(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IOptions<VerificationPolicy>>(Options.Create(new VerificationPolicy { AuditShare = 1 })));
        var (shop, manager) = (await Shop.OpenAsync(desk), desk.Manager("Maya"));
        await shop.StockAsync("MUG", 500);
        for (var n = 0; n < 22; n++)
        {
            var drawn = await shop.TakenAsync(shop.Order(quantity: 5));
            await (n < 12 ? desk.RejectAsync(manager, drawn, null) : desk.ApproveAsync(manager, drawn, null));
        }

        var answer = await desk.UseAsync((CheckProposals proposals) => proposals.ReadAsync(manager, Ct));

        var tighter = Assert.IsType<ThresholdProposal>(Assert.Single(answer.Value!.Rows));
        Assert.Equal(("tighten:MaxLineQuantity", 100m, 4m, 22), (tighter.Key, tighter.Was, tighter.Then, tighter.Added));
        Assert.Equal((12, 22, 12), (tighter.After.Hits, tighter.After.Of, tighter.Orders.Missed.Count));
    }

    private static IEnumerable<(DecidedHit Hit, decimal Measured)> Held(int orders, int measured, int right) => Enumerable.Range(1, orders).Select(n => (
        new DecidedHit { Check = "velocity", OrderId = new OrderId((measured * 1_000) + n), Total = new Money(1_000, "GBP"), Right = n <= right, Later = false, Only = true }, (decimal)measured));
}
