using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class OrderSheet
{
    /// <summary>What a hold keeps from everybody else of one SKU.</summary>
    /// <param name="Sku">The SKU.</param>
    /// <param name="Units">Units of this order.</param>
    /// <param name="OnHand">Units there are.</param>
    /// <param name="Free">Units left to sell.</param>
    /// <param name="Waited">Units other orders wait for.</param>
    /// <param name="Kind">What the hold does to them.</param>
    public sealed record Blocked(string Sku, int Units, int OnHand, int Free, int Waited, BlockKind Kind);

    /// <summary>What a hold does to units.</summary>
    public enum BlockKind
    {
        /// <summary>They are set aside for this order while it is held.</summary>
        Keeps = 1,

        /// <summary>They are back on sale, and asked for again when the hold is gone.</summary>
        Frees = 2,

        /// <summary>They are not there.</summary>
        Lacks = 3,
    }

    /// <summary>Holds as this person sees them: by what counts for their type, and with what they block, the scarcest SKU first.</summary>
    private async Task<IReadOnlyList<Hold>> KnownAsync(OrderDeskDb db, Actor actor, OrderId id, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        var rows = await HoldsAsync(db, id, ct);
        if (!rows.Any(hold => hold.State is HoldState.Open))
        {
            return rows;
        }

        var book = await terms.GetAsync(ct);
        var waited = await WaitedBeside.For(db)(db, id).ToDictionaryAsync(waits => waits.Sku, waits => waits.Units, cancellationToken: ct);
        return [.. rows.Select(hold => hold.State is not HoldState.Open ? hold : hold with { Terms = book.Of(hold.Type), MayRelease = book.Of(hold.Type).MayRelease(actor), Blocks = Blocks(hold, lines, waited) })];
    }

    private static List<Blocked> Blocks(Hold hold, IReadOnlyList<Line> lines, Dictionary<string, int> waited) =>
    [
        .. lines.Where(line => line.Stock is not null).GroupBy(line => line.Sku).Select(same => Of(hold, same.Key, [.. same], waited)).Where(one => one.Units > 0)
            .OrderBy(one => one.Free).ThenByDescending(one => one.Units).ThenBy(one => one.Sku, StringComparer.Ordinal),
    ];

    private static Blocked Of(Hold hold, string sku, List<Line> lines, Dictionary<string, int> waited)
    {
        var (kind, units) = hold switch
        {
            { Type: HoldType.Stock } => (BlockKind.Lacks, lines.Where(line => line.Waits).Sum(line => line.Quantity)),
            { Effect: StockEffect.Frees } => (BlockKind.Frees, lines.Sum(line => line.Quantity)),
            _ => (BlockKind.Keeps, lines.Sum(line => line.Reserved.Sum(promise => promise.Quantity))),
        };
        return new Blocked(sku, units, lines[0].Stock!.OnHand, lines[0].Stock!.Available, waited.GetValueOrDefault(sku), kind);
    }
}
