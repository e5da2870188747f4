using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>In which currencies orders are sold and paid, for the audit trail.</summary>
internal sealed class OrderCurrencies : ISubjectCurrencies
{
    public string Kind => "order";

    public async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>>> FindAsync(OrderDeskDb db, IReadOnlyCollection<long> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => new OrderId(row)).ToList();
        var found = await db.Orders.Where(o => EF.Parameter(ids).Contains(o.Id)).Select(o => new { o.Id, o.Currency, o.PaymentCurrency }).ToListAsync(ct);
        return found.ToDictionary(o => o.Id.Value, o => (IReadOnlyDictionary<string, string>)new Dictionary<string, string>
        {
            [nameof(Order.Currency)] = o.Currency,
            [nameof(Order.PaymentCurrency)] = o.PaymentCurrency ?? o.Currency,
        });
    }
}
