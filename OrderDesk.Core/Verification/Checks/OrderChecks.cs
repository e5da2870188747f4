using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>Whether the order can be what the customer meant.</summary>
internal static class OrderChecks
{
    public static readonly Check Totals = new("totals", CheckGroup.Order, HoldType.Plausibility, JudgeTotals);

    public static readonly Check Quantities = new("quantities", CheckGroup.Order, HoldType.Plausibility, JudgeQuantities);

    public static readonly Check Prices = new("prices", CheckGroup.Order, HoldType.Plausibility, JudgePrices) { Points = 10 };

    public static readonly Check Duplicate = new("duplicate", CheckGroup.Order, HoldType.Plausibility, JudgeDuplicate);

    public static readonly Check Test = new("test-order", CheckGroup.Order, HoldType.Plausibility, JudgeTest);

    public static readonly Check PlacedAt = new("placed-at", CheckGroup.Order, HoldType.Plausibility, JudgePlacedAt);

    private static Opinion JudgeTotals(OrderFacts facts, VerificationPolicy policy)
    {
        var order = facts.Order;
        // A line whose quantity × price is no whole minor unit may have been rounded the other way by the channel.
        var rounding = order.Lines.Count(line => Unrounded(line, order.Currency) % Money.PriceScale != 0);
        var allowed = policy.TotalsToleranceMinor + rounding;
        var opinion = Math.Abs(order.UnexplainedMinor) <= allowed
            ? Opinion.Fine
            : Opinion.Doubt("hold.totals", order.Total, facts.Sum(order.TotalMinor - order.UnexplainedMinor)).Flip("flip.ask-channel-for-total");
        return opinion
            .With("fact.lines", facts.Sum(order.LinesMinor), Source.Order)
            .With("fact.shipping", facts.Sum(order.ShippingMinor + order.AdjustmentMinor), Source.Order)
            .With("fact.tax", facts.Sum(order.TaxMinor), Source.Order)
            .With("fact.discount", facts.Sum(order.DiscountMinor), Source.Order)
            .With("fact.total", order.Total, Source.Order)
            .With("fact.difference", facts.Sum(order.UnexplainedMinor), Source.Order);
    }

    private static decimal Unrounded(OrderLine line, string currency) =>
        line.Quantity * (decimal)line.UnitPrice * Money.ToMinor(1, currency);

    private static Opinion JudgeQuantities(OrderFacts facts, VerificationPolicy policy)
    {
        var line = facts.Order.Lines.Where(l => l.Quantity > policy.MaxLineQuantity).MaxBy(l => l.Quantity);
        var opinion = line is null ? Opinion.Fine : Opinion.Doubt("hold.quantity", line.Sku, line.Quantity).Flip("flip.ask-quantity");
        return opinion
            .With("fact.most-units", facts.Order.Lines.Select(l => l.Quantity).DefaultIfEmpty().Max(), Source.Order)
            .With("fact.units-limit", policy.MaxLineQuantity, Source.Policy);
    }

    private static Opinion JudgePrices(OrderFacts facts, VerificationPolicy policy)
    {
        if (facts.Order.Lines.FirstOrDefault(l => l.UnitPrice < 0 || l.NetMinor < 0) is { } negative)
        {
            return Opinion.Doubt("hold.price-negative", negative.Sku, facts.Sum(negative.NetMinor)).With("fact.sku", negative.Sku, Source.Order).Flip("flip.ask-channel-for-price");
        }

        var free = facts.Order.Lines.Where(l => l.Kind is LineKind.Free).Select(l => l.Sku).ToList();
        return free.Count == 0 ? Opinion.Fine : Opinion.Note("hold.price-zero", Skus(free)).With("fact.free-lines", free.Count, Source.Order).Flip("flip.ask-channel-for-price");
    }

    private static Opinion JudgeDuplicate(OrderFacts facts, VerificationPolicy policy)
    {
        var window = TimeSpan.FromHours(policy.DuplicateHours);
        var twin = facts.SamePerson.FirstOrDefault(o =>
            facts.SameLines.Contains(o.Id) && o.Status is not OrderStatus.Cancelled && (o.PlacedAt - facts.Order.PlacedAt).Duration() <= window);
        return twin is null
            ? Opinion.Fine
            : Opinion.Doubt("hold.duplicate", twin.Id.Number)
                .With("fact.other-order", twin.Id.Number, Source.History)
                .With("fact.placed-at", twin.PlacedAt, Source.History)
                .Flip("flip.ask-orders-meant")
                .Flip("flip.cancel-order");
    }

    private static Opinion JudgeTest(OrderFacts facts, VerificationPolicy policy) =>
        facts.Order.IsTest ? Opinion.Doubt("hold.test-order").Flip("flip.cancel-order").Freeing() : Opinion.Fine;

    private static Opinion JudgePlacedAt(OrderFacts facts, VerificationPolicy policy)
    {
        var (placed, received) = (facts.Order.PlacedAt, facts.Order.ReceivedAt);
        var opinion = placed > received.AddMinutes(policy.ClockAheadMinutes) ? Opinion.Doubt("hold.placed-in-future", placed).Flip("flip.ask-channel-for-date")
            : placed < received.AddDays(-policy.MaxAgeDays) ? Opinion.Doubt("hold.placed-long-ago", placed).Flip("flip.ask-channel-for-date")
            : Opinion.Fine;
        return opinion.With("fact.placed-at", placed, Source.Order).With("fact.received-at", received, Source.Clock);
    }

    /// <summary>The first few SKUs, so that a reason stays readable.</summary>
    internal static Term Skus(IReadOnlyCollection<string> skus)
    {
        const int Few = 5;
        var first = skus.Distinct().Take(Few).Select(sku => (Term)sku);
        return Term.Several(skus.Distinct().Count() > Few ? first.Append("…") : first);
    }
}
