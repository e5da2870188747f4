using Microsoft.Extensions.Logging.Abstractions;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>A paid, complete first order of 10 GBP that a test spoils in one place.</summary>
internal static class Sample
{
    public static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public static readonly VerificationPolicy Policy = new();

    public static PostalAddress Address { get; } = new() { Name = "Ann Sample", Line1 = "12 Example Street", City = "Sampleton", PostalCode = "SW1A 1AA", Country = "GB" };

    public static NewOrder Clean { get; } = new()
    {
        ChannelId = new ChannelId(1),
        ExternalId = "W-1",
        CustomerId = new CustomerId(7),
        PlacedAt = Now.AddMinutes(-1),
        BusinessDay = 20260302,
        Currency = "GBP",
        Lines = [Line("MUG", 1, 10m)],
        TotalMinor = 1_000,
        CustomerName = "Ann Sample",
        Email = "ann@example.com",
        Phone = "+442079460958",
        Billing = Address,
        Shipping = Address,
        Payment = PaymentStatus.Paid,
        PaymentMethod = "card",
        PaymentReference = "pay-1001",
        PaymentMinor = 1_000,
        PaymentCurrency = "GBP",
        PaidAt = Now.AddMinutes(-1),
    };

    public static NewLine Line(string sku, int quantity, decimal price, bool known = true) =>
        new(sku, known ? new VariantId(5) : null, "A thing", null, quantity, Money.ToPrice(price), 0, 0);

    public static Order Taken(NewOrder order) => Order.Take(new OrderId(1_000_100), order, Actor.System("test"), Now);

    public static OrderFacts Facts(NewOrder order) => new() { Order = Taken(order), Now = Now };

    public static OrderFacts Facts(Func<NewOrder, NewOrder>? spoil = null, Func<OrderFacts, OrderFacts>? around = null)
    {
        var facts = Facts(spoil?.Invoke(Clean) ?? Clean);
        return around?.Invoke(facts) ?? facts;
    }

    /// <summary>Another order, some minutes before the judged one.</summary>
    public static KnownOrder Other(int number, Tie tie = Tie.Customer, int minutesBefore = 60 * 24 * 30, long totalMinor = 1_000, OrderStatus status = OrderStatus.Completed, PaymentStatus payment = PaymentStatus.Paid, string currency = "GBP") => new()
    {
        Tie = tie,
        Id = new OrderId(1_000_000 + number),
        PlacedAt = Clean.PlacedAt.AddMinutes(-minutesBefore),
        Status = status,
        Payment = payment,
        Currency = currency,
        LinesMinor = totalMinor,
        TotalMinor = totalMinor,
    };

    public static IReadOnlyList<KnownOrder> Others(int count, Tie tie = Tie.Customer, int minutesBefore = 60 * 24 * 30, OrderStatus status = OrderStatus.Completed, PaymentStatus payment = PaymentStatus.Paid, long totalMinor = 1_000) =>
        [.. Enumerable.Range(1, count).Select(n => Other(n, tie, minutesBefore, totalMinor, status, payment))];

    public static StockWait Wait(string sku = "MUG", int quantity = 3, int available = 1, bool known = true) =>
        new() { OrderId = new OrderId(1_000_100), LineNumber = 1, Sku = sku, Quantity = quantity, Available = available, SkuKnown = known };

    public static IReadOnlyList<Finding> Ask(OrderFacts facts, VerificationPolicy? policy = null) => JudgeOrder.Ask(AllChecks.List, facts, policy ?? Policy, NullLogger.Instance);

    /// <summary>What one check says.</summary>
    public static Finding Ask(string check, OrderFacts facts, VerificationPolicy? policy = null) =>
        AllChecks.List.Single(c => c.Code == check).Run(facts, policy ?? Policy) ?? throw new InvalidOperationException($"{check} is off");

    /// <summary>Expects one check to be the only one that says anything, and to say this.</summary>
    public static Finding Only(string check, string reason, OrderFacts facts, Outcome outcome = Outcome.Fail, VerificationPolicy? policy = null)
    {
        var spoken = Ask(facts, policy).Where(f => f.Outcome is not Outcome.Pass).ToList();
        var finding = Assert.Single(spoken);
        Assert.Equal((check, reason, outcome), (finding.Check, finding.Reason?.Code, finding.Outcome));
        return finding;
    }

    public static void Silent(OrderFacts facts, VerificationPolicy? policy = null) =>
        Assert.Empty(Ask(facts, policy).Where(f => f.Outcome is not Outcome.Pass).Select(f => f.Reason?.Code));
}
