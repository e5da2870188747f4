using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>Units for every line.</summary>
internal static class StockChecks
{
    public static readonly Check Known = new("sku", CheckGroup.Stock, HoldType.Stock, JudgeKnown);

    public static readonly Check Available = new("stock", CheckGroup.Stock, HoldType.Stock, JudgeAvailable);

    public static readonly Check Promise = new("promise", CheckGroup.Stock, HoldType.Request, JudgePromise);

    /// <summary>Only what is waited for is held against an order: one whose units are on sale waits for nothing until it asks for them again.</summary>
    private static Opinion JudgeKnown(OrderFacts facts, VerificationPolicy policy)
    {
        var awaited = facts.Waits.Where(w => !w.SkuKnown).OrderBy(w => w.LineNumber).Select(w => w.Sku).Distinct().ToList();
        if (awaited.Count > 0)
        {
            return Opinion.Doubt("hold.sku-unknown", OrderChecks.Skus(awaited)).With("fact.unknown-skus", OrderChecks.Skus(awaited), Source.Catalogue).Flip("flip.add-sku");
        }

        var unknown = facts.Order.Lines.Where(l => l.VariantId is null).Select(l => l.Sku).Distinct().ToList();
        return unknown.Count > 0
            ? Opinion.Fine.With("fact.unknown-skus", OrderChecks.Skus(unknown), Source.Catalogue)
            : Opinion.Fine.With("fact.order-lines", facts.Order.Lines.Count, Source.Catalogue);
    }

    /// <summary>What a person promised is theirs to keep: a date that passes while units are still lacking brings the order back to them.</summary>
    private static Opinion JudgePromise(OrderFacts facts, VerificationPolicy policy)
    {
        if (facts.Order.PromisedFor is not { } promised)
        {
            return Opinion.Fine;
        }

        var opinion = promised <= facts.Now && facts.Waits.Count > 0
            ? Opinion.Doubt("hold.promise-missed", promised).Flip("flip.promise-anew").Flip("flip.receive-stock")
            : Opinion.Fine;
        return opinion.With("fact.promised-for", promised, Source.Order);
    }

    private static Opinion JudgeAvailable(OrderFacts facts, VerificationPolicy policy)
    {
        var lacking = facts.Waits.Where(w => w.SkuKnown).OrderBy(w => w.LineNumber).ToList();
        if (lacking.Count > 0)
        {
            var doubt = Opinion.Doubt("hold.stock-short", OrderChecks.Skus([.. lacking.Select(w => w.Sku)]));
            return lacking.Take(5)
                .Aggregate(doubt, (opinion, wait) => opinion
                    .With("fact.units-needed", Term.Several([wait.Sku, wait.Quantity]), Source.Order)
                    .With("fact.units-available", Term.Several([wait.Sku, wait.Available]), Source.Stock))
                .Flip("flip.receive-stock");
        }

        var buildings = facts.Warehouses.Distinct().Count();
        var fine = buildings > 1 ? Opinion.Note("hold.stock-split", buildings) : Opinion.Fine;
        return facts.Order.Fulfilment is FulfilmentStatus.Unfulfilled ? fine : fine.With("fact.warehouses", buildings, Source.Stock);
    }
}
