using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A person puts another article in the place of one that the customer bought, with the customer's recorded yes.</summary>
public sealed class SubstituteLine(Desk desk)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Sku">The article instead.</param>
    /// <param name="Quantity">Units of it.</param>
    /// <param name="UnitPrice">In major units; the price of the line when null.</param>
    /// <param name="Consent">Who said yes, when and how; required.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, int Line, string? Sku, int Quantity, decimal? UnitPrice, Consent Consent, long? Fence = null);

    /// <summary>Substitutes; answers what is to be collected, negative where it is to be refunded.</summary>
    public async Task<Result<Money>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        return await desk.WriteAsync<Money>(actor, async write =>
        {
            var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            var order = opened.Value.Order;
            var price = order.Lines.FirstOrDefault(l => l.Number == command.Line)?.UnitPrice;
            var article = await ChangeBook.ArticleAsync(write.Db, command.Sku, command.UnitPrice, price, order.Currency, ct);
            if (!article.IsOk)
            {
                return article.Error;
            }

            var done = order.Substitute(new LineChange(command.Line, command.Quantity, article.Value), command.Consent, write.Actor, write.Now);
            return done.IsOk ? new Money(done.Value, order.Currency) : done.Error;
        }, ct);
    }
}
