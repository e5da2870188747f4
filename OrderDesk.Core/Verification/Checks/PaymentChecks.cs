using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>The money.</summary>
internal static class PaymentChecks
{
    private const int ShortestReference = 4;

    public static readonly Check State = new("payment-state", CheckGroup.Payment, HoldType.Payment, JudgeState);

    public static readonly Check Amount = new("payment-amount", CheckGroup.Payment, HoldType.Payment, JudgeAmount);

    public static readonly Check Currency = new("payment-currency", CheckGroup.Payment, HoldType.Payment, JudgeCurrency);

    public static readonly Check Once = new("payment-once", CheckGroup.Payment, HoldType.Payment, JudgeOnce);

    public static readonly Check Method = new("payment-method", CheckGroup.Payment, HoldType.Payment, JudgeMethod);

    private static Opinion JudgeState(OrderFacts facts, VerificationPolicy policy)
    {
        var order = facts.Order;
        var opinion = order.Payment switch
        {
            PaymentStatus.Paid or PaymentStatus.Authorized => Opinion.Fine,
            PaymentStatus.Pending => Opinion.Doubt("hold.payment-pending").Flip("flip.await-payment"),
            PaymentStatus.PartiallyRefunded => Opinion.Doubt("hold.payment-partly-refunded").Flip("flip.ask-what-to-send"),
            PaymentStatus.Refunded => Opinion.Doubt("hold.payment-refunded").Flip("flip.cancel-order").Freeing(),
            PaymentStatus.Voided => Opinion.Doubt("hold.payment-voided").Flip("flip.ask-payment").Freeing(),
            PaymentStatus.Failed => Opinion.Doubt("hold.payment-failed").Flip("flip.ask-payment").Freeing(),
            PaymentStatus.Unknown => Opinion.Doubt("hold.payment-unknown").Flip("flip.record-payment"),
        };
        opinion = opinion.With("fact.payment-state", Term.Word(WordOf(order.Payment)), Source.Order);
        return order.PaidAt is { } at ? opinion.With("fact.paid-at", at, Source.Order) : opinion;
    }

    private static Opinion JudgeAmount(OrderFacts facts, VerificationPolicy policy)
    {
        var order = facts.Order;
        if (order.PaymentMinor is not { } paid || CurrencyOf(order) != order.Currency)
        {
            return Opinion.Fine.With("fact.total", order.Total, Source.Order);
        }

        var opinion = paid == order.TotalMinor ? Opinion.Fine
            : paid < order.TotalMinor ? Opinion.Doubt("hold.payment-short", facts.Sum(paid), order.Total).Flip("flip.ask-difference", facts.Sum(order.TotalMinor - paid))
            : Opinion.Doubt("hold.payment-over", facts.Sum(paid), order.Total).Flip("flip.refund-difference", facts.Sum(paid - order.TotalMinor));
        return opinion.With("fact.paid", facts.Sum(paid), Source.Order).With("fact.total", order.Total, Source.Order);
    }

    private static Opinion JudgeCurrency(OrderFacts facts, VerificationPolicy policy)
    {
        var order = facts.Order;
        var opinion = CurrencyOf(order) == order.Currency ? Opinion.Fine : Opinion.Doubt("hold.payment-currency", order.PaymentCurrency, order.Currency).Flip("flip.record-payment");
        opinion = opinion.With("fact.currency", order.Currency, Source.Order);
        return order.PaymentCurrency is { } paidIn ? opinion.With("fact.payment-currency", paidIn, Source.Order) : opinion;
    }

    private static Opinion JudgeOnce(OrderFacts facts, VerificationPolicy policy)
    {
        if (!IsNumbered(facts.Order.PaymentReference))
        {
            return Opinion.Fine;
        }

        var other = facts.Others.FirstOrDefault(o => o.Tie is Tie.Payment && o.Status is not OrderStatus.Cancelled);
        var opinion = other is null ? Opinion.Fine : Opinion.Doubt("hold.payment-used-twice", other.Id.Number).Flip("flip.find-own-payment");
        opinion = opinion.With("fact.payment-reference", facts.Order.PaymentReference, Source.Order);
        return other is null ? opinion : opinion.With("fact.other-order", other.Id.Number, Source.History).With("fact.total", new Money(other.TotalMinor, other.Currency), Source.History);
    }

    private static Opinion JudgeMethod(OrderFacts facts, VerificationPolicy policy)
    {
        if (policy.PaymentMethods.Count == 0 || facts.Order.PaymentMethod is not { } method)
        {
            return Opinion.Fine;
        }

        var opinion = policy.PaymentMethods.Contains(method, StringComparer.OrdinalIgnoreCase) ? Opinion.Fine : Opinion.Doubt("hold.payment-method", method).Flip("flip.ask-other-method");
        return opinion.With("fact.payment-method", method, Source.Order)
            .With("fact.accepted-methods", string.Join(", ", policy.PaymentMethods), Source.Policy);
    }

    /// <summary>Whether a reference can tell payments apart; "cash" or "-" cannot.</summary>
    internal static bool IsNumbered(string? reference) => reference is { Length: >= ShortestReference } && reference.Any(char.IsAsciiDigit) && !Plain.IsPlaceholder(reference);

    private static string CurrencyOf(Order order) => order.PaymentCurrency ?? order.Currency;

    private static string WordOf(PaymentStatus status) => "fact.payment." + status switch
    {
        PaymentStatus.Pending => "pending",
        PaymentStatus.Authorized => "authorized",
        PaymentStatus.Paid => "paid",
        PaymentStatus.PartiallyRefunded => "partly-refunded",
        PaymentStatus.Refunded => "refunded",
        PaymentStatus.Voided => "voided",
        PaymentStatus.Failed => "failed",
        PaymentStatus.Unknown => "unknown",
    };
}
