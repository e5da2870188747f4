using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>What became of an order or refund of a file.</summary>
public enum GroupOutcome
{
    /// <summary>It is new here.</summary>
    Imported,

    /// <summary>It was here and says something else now.</summary>
    Updated,

    /// <summary>It was here and says the same.</summary>
    Unchanged,

    /// <summary>It was refused where it was to be written.</summary>
    Refused,
}

/// <summary>
/// The account of an import: every row read is imported, updated, skipped or rejected. Values are quantity × unit price as signed in the
/// file, kept in ten-thousandths and told in major units, each order in its own currency.
/// </summary>
public sealed record ImportTally
{
    /// <summary>What <see cref="Currency"/> says where orders of several currencies are added up.</summary>
    public const string Mixed = "*";

    /// <summary>Rows below the header.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows of new orders and refunds.</summary>
    public long Imported { get; init; }

    /// <summary>Rows of orders and refunds that changed.</summary>
    public long Updated { get; init; }

    /// <summary>Rows left out on purpose, and rows of orders and refunds that are here already.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows that could not be taken.</summary>
    public long Rejected { get; init; }

    /// <summary>New or changed orders.</summary>
    public long Orders { get; init; }

    /// <summary>New or changed refunds.</summary>
    public long Refunds { get; init; }

    /// <summary>The ISO 4217 code of every order and refund behind the values, <see cref="Mixed"/> for several, or null before the first.</summary>
    public string? Currency { get; init; }

    /// <summary>Product lines of orders in ten-thousandths.</summary>
    public long LinesExact { get; init; }

    /// <summary>Shipping of orders in ten-thousandths.</summary>
    public long ShippingExact { get; init; }

    /// <summary>Adjustments, discounts and taxes of orders in ten-thousandths.</summary>
    public long AdjustmentsExact { get; init; }

    /// <summary>All lines of refunds in ten-thousandths.</summary>
    public long RefundsExact { get; init; }

    /// <summary>Skipped rows in ten-thousandths.</summary>
    public long SkippedExact { get; init; }

    /// <summary>Product lines of orders.</summary>
    public decimal LinesValue => Money.FromPrice(LinesExact);

    /// <summary>Shipping of orders.</summary>
    public decimal ShippingValue => Money.FromPrice(ShippingExact);

    /// <summary>Adjustments, discounts and taxes of orders.</summary>
    public decimal AdjustmentsValue => Money.FromPrice(AdjustmentsExact);

    /// <summary>All lines of refunds; negative where money went to customers.</summary>
    public decimal RefundsValue => Money.FromPrice(RefundsExact);

    /// <summary>Skipped rows.</summary>
    public decimal SkippedValue => Money.FromPrice(SkippedExact);

    /// <summary>Whether every row read is in exactly one place.</summary>
    public bool IsWhole => RowsRead == Imported + Updated + Skipped + Rejected;

    /// <summary>The account with one more group in it.</summary>
    public ImportTally Plus(ImportGroup group, GroupOutcome outcome)
    {
        var counted = this with
        {
            RowsRead = RowsRead + group.Rows,
            Skipped = Skipped + group.Skipped.Count,
            Rejected = Rejected + group.Rejected.Count,
            SkippedExact = checked(SkippedExact + group.Skipped.Sum(row => row.Value)),
        };
        return group.Taken.Count == 0 && group.Order is null && group.Refund is null ? counted : counted.Settle(group, outcome);
    }

    private ImportTally Settle(ImportGroup group, GroupOutcome outcome) => outcome switch
    {
        GroupOutcome.Imported => (this with { Imported = Imported + group.Taken.Count }).Take(group),
        GroupOutcome.Updated => (this with { Updated = Updated + group.Taken.Count }).Take(group),
        GroupOutcome.Unchanged => this with { Skipped = Skipped + group.Taken.Count, SkippedExact = checked(SkippedExact + Worth(group)), Currency = CurrencyWith(group) },
        GroupOutcome.Refused => this with { Rejected = Rejected + group.Taken.Count },
    };

    private ImportTally Take(ImportGroup group) => checked(this with
    {
        Orders = Orders + (group.Order is null ? 0 : 1),
        Refunds = Refunds + (group.Refund is null ? 0 : 1),
        LinesExact = LinesExact + (group.Order?.LinesValue ?? 0),
        ShippingExact = ShippingExact + (group.Order?.ShippingValue ?? 0),
        AdjustmentsExact = AdjustmentsExact + (group.Order?.AdjustmentsValue ?? 0),
        RefundsExact = RefundsExact + (group.Refund?.Value ?? 0),
        Currency = CurrencyWith(group),
    });

    private string? CurrencyWith(ImportGroup group) => Either(Either(Currency, group.Order?.Currency), group.Refund?.Currency);

    private static string? Either(string? one, string? other) => other is null || one == other ? one : one is null ? other : Mixed;

    private static long Worth(ImportGroup group) =>
        (group.Order is { } order ? checked(order.LinesValue + order.ShippingValue + order.AdjustmentsValue) : 0) + (group.Refund?.Value ?? 0);
}
