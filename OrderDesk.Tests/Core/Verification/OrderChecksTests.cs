using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;

namespace OrderDesk.Tests.Core.Verification;

public class OrderChecksTests
{
    [Theory]
    [InlineData(PaymentStatus.Paid, "", StockEffect.Keeps)]
    [InlineData(PaymentStatus.Authorized, "", StockEffect.Keeps)]
    [InlineData(PaymentStatus.Pending, "hold.payment-pending", StockEffect.Keeps)]
    [InlineData(PaymentStatus.PartiallyRefunded, "hold.payment-partly-refunded", StockEffect.Keeps)]
    [InlineData(PaymentStatus.Unknown, "hold.payment-unknown", StockEffect.Keeps)]
    [InlineData(PaymentStatus.Refunded, "hold.payment-refunded", StockEffect.Frees)]
    [InlineData(PaymentStatus.Voided, "hold.payment-voided", StockEffect.Frees)]
    [InlineData(PaymentStatus.Failed, "hold.payment-failed", StockEffect.Frees)]
    public void The_state_of_the_payment_decides(PaymentStatus status, string reason, StockEffect effect)
    {
        var finding = Sample.Ask("payment-state", Sample.Facts(o => o with { Payment = status }));

        Assert.Equal((reason, effect), (finding.Reason?.Code ?? "", finding.Effect));
    }

    [Theory]
    [InlineData(1_000L, "GBP", "")]
    [InlineData(null, "GBP", "")]
    [InlineData(null, null, "")]
    [InlineData(999L, "GBP", "payment-amount: hold.payment-short")]
    [InlineData(0L, null, "payment-amount: hold.payment-short")]
    [InlineData(1_001L, "GBP", "payment-amount: hold.payment-over")]
    [InlineData(1_000L, "EUR", "payment-currency: hold.payment-currency")]
    public void The_payment_must_be_the_total_in_its_currency(long? paid, string? currency, string said) =>
        Assert.Equal(said, Said(Sample.Facts(o => o with { PaymentMinor = paid, PaymentCurrency = currency })));

    [Theory]
    [InlineData("pay-1001", "payment-once: hold.payment-used-twice")]
    [InlineData("cash", "")]
    [InlineData("-", "")]
    [InlineData("0000", "")]
    [InlineData(null, "")]
    public void One_payment_pays_one_order(string? reference, string said) =>
        Assert.Equal(said, Said(Sample.Facts(o => o with { PaymentReference = reference }, f => f with { Others = Sample.Others(1, Tie.Payment) })));

    [Fact]
    public void A_cancelled_order_has_given_its_payment_back() =>
        Sample.Silent(Sample.Facts(around: f => f with { Others = Sample.Others(1, Tie.Payment, status: OrderStatus.Cancelled) }));

    [Theory]
    [InlineData("card", "")]
    [InlineData("CARD", "")]
    [InlineData(null, "")]
    [InlineData("cheque", "payment-method: hold.payment-method")]
    public void Only_the_policys_methods_are_taken(string? method, string said) =>
        Assert.Equal(said, Said(Sample.Facts(o => o with { PaymentMethod = method }), Sample.Policy with { PaymentMethods = ["Card", "transfer"] }));

    [Theory]
    [InlineData(1_000, 1, "10.00", "")]
    [InlineData(1_001, 1, "10.00", "totals: hold.totals")]
    [InlineData(999, 1, "10.00", "totals: hold.totals")]
    [InlineData(334, 1, "3.3333", "")]
    [InlineData(335, 1, "3.3333", "totals: hold.totals")]
    [InlineData(1_000, 3, "3.3333", "")]
    public void The_figures_add_up_but_for_rounding(long total, int quantity, string price, string said) => Assert.Equal(said, Said(Sample.Facts(o => o with
    {
        TotalMinor = total,
        PaymentMinor = total,
        Lines = [Sample.Line("MUG", quantity, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))],
    })));

    [Theory]
    [InlineData(100, "")]
    [InlineData(101, "quantities: hold.quantity")]
    public void Very_many_units_of_one_thing_are_held(int quantity, string said) =>
        Assert.Equal(said, Said(Sample.Facts(o => o with { Lines = [Sample.Line("MUG", quantity, 1m)], TotalMinor = quantity * 100, PaymentMinor = quantity * 100 })));

    [Fact]
    public void A_free_line_is_worth_a_warning() =>
        Sample.Only("prices", "hold.price-zero", Sample.Facts(o => o with { Lines = [Sample.Line("MUG", 1, 10m), Sample.Line("GIFT", 1, 0m)] }), Outcome.Warn);

    [Fact]
    public void A_negative_line_holds_the_order() =>
        Sample.Only("prices", "hold.price-negative", Sample.Facts(o => o with { Lines = [Sample.Line("MUG", 1, 12m), Sample.Line("MINUS", 1, -2m)] }));

    [Fact]
    public void The_same_lines_for_the_same_person_are_a_duplicate()
    {
        var twin = Sample.Other(1, minutesBefore: 60, status: OrderStatus.ReadyToFulfil);

        var finding = Sample.Only("duplicate", "hold.duplicate", Sample.Facts(around: f => f with { Others = [twin], SameLines = new HashSet<OrderId> { twin.Id } }));

        Assert.Equal((Term)twin.Id.Number, finding.Reason!.Args[0]);
        Sample.Silent(Sample.Facts(around: f => f with { Others = [twin] }));
        Sample.Silent(Sample.Facts(around: f => f with { Others = [twin with { Status = OrderStatus.Cancelled }], SameLines = new HashSet<OrderId> { twin.Id } }));
        Sample.Silent(Sample.Facts(around: f => f with { Others = [twin with { PlacedAt = Sample.Now.AddDays(-4) }], SameLines = new HashSet<OrderId> { twin.Id } }));
    }

    [Fact]
    public void A_test_order_keeps_no_stock() => Assert.Equal(StockEffect.Frees, Sample.Only("test-order", "hold.test-order", Sample.Facts(o => o with { IsTest = true })).Effect);

    [Theory]
    [InlineData(0, "")]
    [InlineData(15, "")]
    [InlineData(16, "placed-at: hold.placed-in-future")]
    [InlineData(-60 * 24 * 364, "")]
    [InlineData(-60 * 24 * 366, "placed-at: hold.placed-long-ago")]
    public void An_order_is_placed_before_it_comes_in(int minutes, string said) => Assert.Equal(said, Said(Sample.Facts(o => o with { PlacedAt = Sample.Now.AddMinutes(minutes) })));

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(24, 48, "")]
    [InlineData(null, 25, "")]
    [InlineData(48, null, "")]
    [InlineData(48, 24, "delivery-window: hold.window-inverted")]
    [InlineData(-48, -24, "delivery-window: hold.window-past")]
    [InlineData(null, 23, "delivery-window: hold.window-tight")]
    [InlineData(24 * 400, null, "delivery-window: hold.window-far")]
    public void A_delivery_window_must_be_possible(int? from, int? to, string said) => Assert.Equal(said, Said(Sample.Facts(o => o with
    {
        DeliverFrom = from is { } f ? Sample.Now.AddHours(f) : null,
        DeliverTo = to is { } t ? Sample.Now.AddHours(t) : null,
    })));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("-", "")]
    [InlineData("Thanks!", "")]
    [InlineData("谢谢！", "")]
    [InlineData("無", "")]
    [InlineData("!!!", "")]
    [InlineData("Please ring twice", "remark: hold.remark")]
    [InlineData("請勿折疊", "remark: hold.remark")]
    public void A_remark_that_says_something_is_read_by_a_person(string? remark, string said) => Assert.Equal(said, Said(Sample.Facts(o => o with { Remark = remark })));

    [Fact]
    public void A_wish_is_shown_and_holds_nothing() =>
        Sample.Only("wishes", "hold.wishes", Sample.Facts(o => o with { GiftMessage = "Happy birthday", Packaging = "Gift wrap" }), Outcome.Warn);

    [Fact]
    public void A_sku_nobody_knows_is_a_hold_of_stock()
    {
        var facts = Sample.Facts(o => o with { Lines = [Sample.Line("NEW-1", 1, 10m, known: false)] }, f => f with { Waits = [Sample.Wait("NEW-1", known: false)] });

        Assert.Equal(HoldType.Stock, Sample.Only("sku", "hold.sku-unknown", facts).Hold);
    }

    [Fact]
    public void A_shortage_names_units_needed_and_there()
    {
        var finding = Sample.Only("stock", "hold.stock-short", Sample.Facts(around: f => f with { Waits = [Sample.Wait("MUG", 3, 1)] }));

        Assert.Equal(HoldType.Stock, finding.Hold);
        Assert.Equal(["fact.units-needed", "fact.units-available"], finding.Facts.Select(f => f.Label));
    }

    [Fact]
    public void An_order_from_two_buildings_is_worth_knowing_whatever_the_policy_says() => Sample.Only(
        "stock", "hold.stock-split", Sample.Facts(around: f => f with { Warehouses = [new WarehouseId(1), new WarehouseId(2)] }), Outcome.Warn,
        Sample.Policy with { Checks = new Dictionary<string, CheckSetting> { ["stock"] = new() { Mode = CheckMode.Hold } } });

    private static string Said(OrderFacts facts, VerificationPolicy? policy = null) =>
        string.Join(", ", Sample.Ask(facts, policy).Where(f => f.Outcome is Outcome.Fail).Select(f => $"{f.Check}: {f.Reason!.Code}"));
}
