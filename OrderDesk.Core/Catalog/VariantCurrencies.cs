using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Catalog;

/// <summary>In which currency variants are priced, for the audit trail.</summary>
internal sealed class VariantCurrencies : ISubjectCurrencies
{
    public string Kind => "variant";

    public async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>>> FindAsync(OrderDeskDb db, IReadOnlyCollection<long> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => new VariantId(row)).ToList();
        var found = await db.Variants.Where(v => EF.Parameter(ids).Contains(v.Id)).Select(v => new { v.Id, v.Currency }).ToListAsync(ct);
        return found.ToDictionary(v => v.Id.Value, v => (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { [nameof(Variant.Currency)] = v.Currency });
    }
}
