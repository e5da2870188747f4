using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What changes of an order's lines have in common.</summary>
internal static class ChangeBook
{
    /// <summary>The article of a SKU with its price in the order's currency: the price that was given, else the catalogue's.</summary>
    /// <param name="db">The context.</param>
    /// <param name="sku">As typed.</param>
    /// <param name="price">In major units, or null for the catalogue's.</param>
    /// <param name="otherwise">The price in ten-thousandths where none is given and the catalogue's does not count; null where it does.</param>
    /// <param name="currency">The order's.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Result<Article>> ArticleAsync(OrderDeskDb db, string? sku, decimal? price, long? otherwise, string currency, CancellationToken ct)
    {
        var wanted = Variant.Normalise(sku ?? "");
        if (price is < 0 or > Money.MostAmount)
        {
            return Error.Invalid("orders.price-wrong", wanted);
        }

        var variant = await db.Variants.AsNoTracking().SingleOrDefaultAsync(v => v.Sku == wanted, ct);
        if (variant is null)
        {
            return Error.Invalid("orders.sku-unknown", wanted) with { Fields = [new FieldError("sku", "orders.sku-unknown", wanted)] };
        }

        var unit = price is { } given ? Money.ToPrice(given) : otherwise ?? (variant.Currency == currency ? variant.Price : null);
        return unit is { } known
            ? new Article(variant.Id, variant.Sku, variant.Name, variant.Specification, known)
            : Error.Invalid("orders.no-price", wanted, currency) with { Fields = [new FieldError("price", "orders.no-price", wanted, currency)] };
    }

    /// <summary>Marks lines that leave the order as deleted before it lets go of them.</summary>
    public static void Drop(Write write, Order order, Func<OrderLine, bool> goes) => write.Db.OrderLines.RemoveRange([.. order.Lines.Where(goes)]);
}
