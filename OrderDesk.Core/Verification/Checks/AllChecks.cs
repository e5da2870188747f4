namespace OrderDesk.Core.Verification.Checks;

/// <summary>Every check, in the order in which a person reads them.</summary>
public static class AllChecks
{
    /// <summary>The finding that sums up small doubts; no check of its own.</summary>
    public const string Sum = "risk-points";

    /// <summary>The finding of orders drawn at random; no check of its own.</summary>
    public const string Audit = "audit";

    /// <summary>The checks.</summary>
    public static IReadOnlyList<Check> List { get; } =
    [
        ContactChecks.Identity, AddressChecks.Delivery, AddressChecks.Billing, ContactChecks.Phone, ContactChecks.Mail, ContactChecks.Reachable, ContactChecks.Disposable,
        CustomerChecks.Blocked, CustomerChecks.Watched, CustomerChecks.Credit, CustomerChecks.Velocity, CustomerChecks.AddressVelocity, CustomerChecks.FirstOrder, CustomerChecks.Unusual, AddressChecks.Risk,
        PaymentChecks.State, PaymentChecks.Amount, PaymentChecks.Currency, PaymentChecks.Once, PaymentChecks.Method,
        OrderChecks.Totals, OrderChecks.Quantities, OrderChecks.Prices, OrderChecks.Duplicate, OrderChecks.Test, OrderChecks.PlacedAt,
        StockChecks.Known, StockChecks.Available, StockChecks.Promise,
        RequestChecks.Window, RequestChecks.Remark, RequestChecks.Wishes,
    ];

    /// <summary>The codes of the checks.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. List.Select(check => check.Code)];
}
