using System.Collections.Frozen;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Every field that rules can ask, in the order in which people look for them.</summary>
public static class RuleFields
{
    /// <summary>The fields.</summary>
    public static IReadOnlyList<RuleField> List { get; } =
    [
        Money("order.total", RuleSubject.Order, facts => [RuleReading.Of(facts.Order.Total.Major, facts.Order.Currency)]),
        Number("order.lines", RuleSubject.Order, facts => [RuleReading.Of(facts.Order.Lines.Count(l => l.Kind is LineKind.Product or LineKind.Free))]),
        Number("order.units", RuleSubject.Order, facts => [RuleReading.Of(facts.Order.Lines.Where(l => l.Kind is LineKind.Product or LineKind.Free).Sum(l => (decimal)l.Quantity))]),
        new("order.discount-share", RuleSubject.Order, RuleType.Share, Source.Order, facts => [RuleReading.Of(DiscountShare(facts.Order))]) { Range = (0, 1) },
        Text("order.tags", RuleSubject.Order, facts => Texts((facts.Order.Tags ?? "").Split(','))) with { Several = true },
        new("order.placed-hour", RuleSubject.Order, RuleType.Hour, Source.Order, facts => [RuleReading.Of(TimeZoneInfo.ConvertTimeFromUtc(facts.Order.PlacedAt, facts.Zone).Hour)]) { Range = (0, 23) },
        new("order.channel", RuleSubject.Order, RuleType.Choice, Source.Order, facts => Codes(facts.Channel)),
        Number("customer.earlier-orders", RuleSubject.Customer, facts => [RuleReading.Of(facts.SamePerson.Count(o => o.Status is not OrderStatus.Cancelled))], Source.History) with { Range = (0, OrderFacts.MostRecent) },
        new("customer.known", RuleSubject.Customer, RuleType.YesNo, Source.Customer, facts => YesNo(facts.Order.CustomerId is not null)),
        new("customer.bad-share", RuleSubject.Customer, RuleType.Share, Source.History, BadShare) { Range = (0, 1), CanBeEmpty = true },
        Text("customer.mail-domain", RuleSubject.Customer, facts => Texts(facts.Order.Email is { } mail && mail.Contains('@', StringComparison.Ordinal) ? mail.Split('@')[^1] : null)),
        Text("customer.email", RuleSubject.Customer, facts => Texts(facts.Order.Email)) with { Personal = true },
        new("customer.phone-country", RuleSubject.Customer, RuleType.Country, Source.Plan, facts => Codes(facts.Phone?.Region)) { CanBeEmpty = true },
        new("address.country", RuleSubject.Address, RuleType.Country, Source.Order, facts => Codes(Country.Find(facts.Order.Shipping.Country)?.Code)) { CanBeEmpty = true },
        Text("address.region", RuleSubject.Address, facts => Texts(facts.Order.Shipping.Region)),
        Text("address.city", RuleSubject.Address, facts => Texts(facts.Order.Shipping.City)),
        Text("address.postal-code", RuleSubject.Address, facts => Texts(facts.Order.Shipping.PostalCode)) with { Personal = true },
        new("address.billing-differs", RuleSubject.Address, RuleType.YesNo, Source.Order, facts => YesNo(BillingDiffers(facts.Order))),
        Text("line.sku", RuleSubject.Line, facts => Texts(facts.Order.Lines.Select(l => l.Sku))) with { Several = true, CanBeEmpty = false },
        Text("line.name", RuleSubject.Line, facts => Texts(facts.Order.Lines.Select(l => l.Name))) with { Several = true },
        Number("line.quantity", RuleSubject.Line, facts => [.. facts.Order.Lines.Select(l => RuleReading.Of(l.Quantity))]) with { Several = true },
        Money("line.unit-price", RuleSubject.Line, facts => [.. facts.Order.Lines.Select(l => RuleReading.Of(Shared.Money.FromPrice(l.UnitPrice), facts.Order.Currency))]) with { Several = true },
        new("payment.status", RuleSubject.Payment, RuleType.Choice, Source.Order, facts => Codes(facts.Order.Payment.ToString())) { Choices = Enum.GetNames<PaymentStatus>() },
        Text("payment.method", RuleSubject.Payment, facts => Texts(facts.Order.PaymentMethod)),
        Money("payment.paid", RuleSubject.Payment, Paid) with { CanBeEmpty = true },
        Number("request.remark-length", RuleSubject.Request, facts => [RuleReading.Of(facts.Order.Remark?.Trim().Length ?? 0)]) with { Range = (0, Order.RemarkMaxLength) },
        Text("request.remark", RuleSubject.Request, facts => Texts(facts.Order.Remark)) with { Personal = true },
        Text("request.packaging", RuleSubject.Request, facts => Texts(facts.Order.Packaging)) with { Personal = true },
        Text("request.gift-message", RuleSubject.Request, facts => Texts(facts.Order.GiftMessage)) with { Personal = true },
        new("request.window", RuleSubject.Request, RuleType.YesNo, Source.Order, facts => YesNo(facts.Order.DeliverFrom is not null || facts.Order.DeliverTo is not null)),
    ];

    private static readonly FrozenDictionary<string, RuleField> ByCode = List.ToFrozenDictionary(field => field.Code, StringComparer.Ordinal);

    /// <summary>The field of a code, or null where this version of OrderDesk knows none.</summary>
    public static RuleField? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    private static RuleField Money(string code, RuleSubject subject, Func<OrderFacts, IReadOnlyList<RuleReading>> read) =>
        new(code, subject, RuleType.Money, Source.Order, read) { Range = (0, Shared.Money.MostAmount) };

    private static RuleField Number(string code, RuleSubject subject, Func<OrderFacts, IReadOnlyList<RuleReading>> read, string source = Source.Order) =>
        new(code, subject, RuleType.Number, source, read);

    private static RuleField Text(string code, RuleSubject subject, Func<OrderFacts, IReadOnlyList<RuleReading>> read) =>
        new(code, subject, RuleType.Text, Source.Order, read) { CanBeEmpty = true };

    private static IReadOnlyList<RuleReading> Texts(string? text) => Plain.Of(text) is { Length: > 0 } plain ? [new RuleReading(plain)] : [];

    private static IReadOnlyList<RuleReading> Texts(IEnumerable<string?> texts) => [.. texts.Select(Plain.Of).Where(text => text.Length > 0).Distinct().Select(text => new RuleReading(text))];

    private static IReadOnlyList<RuleReading> Codes(string? code) => string.IsNullOrEmpty(code) ? [] : [new RuleReading(code)];

    private static IReadOnlyList<RuleReading> YesNo(bool yes) => [new RuleReading(yes ? RuleValues.Yes : RuleValues.No)];

    private static IReadOnlyList<RuleReading> Paid(OrderFacts facts) => facts.Order.PaymentMinor is { } minor && (facts.Order.PaymentCurrency ?? facts.Order.Currency) is { } currency
        ? [RuleReading.Of(Shared.Money.ToMajor(minor, currency), currency)]
        : [];

    private static decimal DiscountShare(Order order)
    {
        var off = order.DiscountMinor + order.Lines.Sum(l => l.DiscountMinor);
        var before = order.LinesMinor + order.Lines.Sum(l => l.DiscountMinor);
        return before <= 0 ? 0 : Math.Clamp(off / (decimal)before, 0, 1);
    }

    private static IReadOnlyList<RuleReading> BadShare(OrderFacts facts)
    {
        var (earlier, bad) = CustomerChecks.CreditOf(facts);
        return earlier == 0 ? [] : [RuleReading.Of(bad / (decimal)earlier)];
    }

    private static bool BillingDiffers(Order order) => order.Billing.Fingerprint() is { } invoice && order.Shipping.Fingerprint() is { } goods && invoice != goods;
}
