using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>What is known of the buyer: block list, credit, how often and how much.</summary>
internal static class CustomerChecks
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static readonly Check Blocked = new("block-list", CheckGroup.Customer, HoldType.Customer, JudgeBlocked);

    public static readonly Check Watched = new("watch-list", CheckGroup.Customer, HoldType.Customer, JudgeWatched) { Mode = CheckMode.Warn, Points = 50 };

    public static readonly Check Credit = new("credit", CheckGroup.Customer, HoldType.Customer, JudgeCredit);

    public static readonly Check Velocity = new("velocity", CheckGroup.Customer, HoldType.Customer, JudgeVelocity);

    public static readonly Check AddressVelocity = new("velocity-address", CheckGroup.Customer, HoldType.Customer, JudgeAddressVelocity) { Mode = CheckMode.Warn, Points = 40 };

    public static readonly Check FirstOrder = new("first-order", CheckGroup.Customer, HoldType.Customer, JudgeFirstOrder);

    public static readonly Check Unusual = new("unusual-order", CheckGroup.Customer, HoldType.Customer, JudgeUnusual);

    private static Opinion JudgeBlocked(OrderFacts facts, VerificationPolicy policy)
    {
        if (facts.Customer is { BlockedAt: { } since } customer)
        {
            return Opinion.Doubt("hold.customer-blocked")
                .With("fact.blocked-since", since, Source.Customer)
                .With("fact.blocked-reason", Term.Personal(customer.BlockedReason), Source.Customer)
                .Flip("flip.unblock")
                .Freeing();
        }

        return OnList(facts, policy.BlockedMail, policy.BlockedPhones, policy.BlockedAddresses) is { } what
            ? Opinion.Doubt("hold.block-list", Term.Word(what)).With("fact.block-list-entry", Term.Word(what), Source.BlockList).Flip("flip.take-off-list").Freeing()
            : Opinion.Fine;
    }

    private static Opinion JudgeWatched(OrderFacts facts, VerificationPolicy policy) =>
        OnList(facts, policy.WatchedMail, policy.WatchedPhones, policy.WatchedAddresses) is { } what
            ? Opinion.Doubt("hold.watch-list", Term.Word(what)).With("fact.watch-list-entry", Term.Word(what), Source.Policy).Flip("flip.take-off-list").Flip("flip.release-after-look")
            : Opinion.Fine;

    private static string? OnList(OrderFacts facts, IReadOnlyList<string> mails, IReadOnlyList<string> phones, IReadOnlyList<string> addresses)
    {
        var mail = facts.Order.Email ?? "";
        var domain = "@" + mail.Split('@')[^1];
        if (mail.Length > 0 && mails.Any(m => m.Equals(mail, StringComparison.OrdinalIgnoreCase) || m.Equals(domain, StringComparison.OrdinalIgnoreCase)))
        {
            return "fact.email";
        }

        if (facts.Phone?.E164 is { } phone && phones.Any(p => PhoneReading.Of(p, null)?.E164 == phone))
        {
            return "fact.phone";
        }

        return facts.Order.Shipping.Fingerprint() is { } address && addresses.Any(a => BlockedAddress.Read(a) == address) ? "fact.delivery-address" : null;
    }

    private static Opinion JudgeCredit(OrderFacts facts, VerificationPolicy policy)
    {
        var (earlier, bad) = CreditOf(facts);
        if (earlier < policy.CreditNeedsOrders)
        {
            return Opinion.Fine.With("fact.earlier-orders", earlier, Source.History);
        }

        var opinion = bad > earlier * policy.CreditBadShare ? Opinion.Doubt("hold.credit", bad, earlier).Flip("flip.ask-prepayment").Flip("flip.release-after-look") : Opinion.Fine;
        return opinion.With("fact.earlier-orders", earlier, Source.History).With("fact.orders-gone-wrong", bad, Source.History);
    }

    /// <summary>How many earlier orders the customer has, and how many of them went wrong.</summary>
    internal static (int Earlier, int Bad) CreditOf(OrderFacts facts)
    {
        var earlier = facts.Others.Where(o => o.Tie is Tie.Customer).ToList();
        return (earlier.Count, earlier.Count(WentWrong));
    }

    private static bool WentWrong(KnownOrder order) =>
        order.Status is OrderStatus.Cancelled || order.Payment is PaymentStatus.Failed or PaymentStatus.Voided or PaymentStatus.Refunded;

    private static Opinion JudgeVelocity(OrderFacts facts, VerificationPolicy policy)
    {
        var same = facts.SamePerson.ToList();
        var (hour, day) = (OrderFacts.Within(same, facts.Order, Hour), OrderFacts.Within(same, facts.Order, Day));
        var opinion = hour > policy.OrdersPerHour ? Opinion.Doubt("hold.velocity", hour, 1).Flip("flip.ask-orders-meant")
            : day > policy.OrdersPerDay ? Opinion.Doubt("hold.velocity", day, 24).Flip("flip.ask-orders-meant")
            : Opinion.Fine;
        return opinion.With("fact.orders-hour", hour, Source.History).With("fact.orders-day", day, Source.History);
    }

    private static Opinion JudgeAddressVelocity(OrderFacts facts, VerificationPolicy policy)
    {
        var day = OrderFacts.Within(facts.Others.Where(o => o.Tie is Tie.Address), facts.Order, Day);
        var opinion = day > policy.OrdersPerAddressPerDay ? Opinion.Doubt("hold.velocity-address", day, 24).Flip("flip.ask-orders-meant") : Opinion.Fine;
        return opinion.With("fact.orders-address-day", day, Source.History);
    }

    private static Opinion JudgeFirstOrder(OrderFacts facts, VerificationPolicy policy)
    {
        if (facts.SamePerson.Any(o => o.Status is not OrderStatus.Cancelled))
        {
            return Opinion.Fine;
        }

        var order = facts.Order;
        var limit = policy.FirstOrderLimit(order.Currency);
        var known = facts.Habit is { Orders: >= OrderFacts.HabitNeeds };
        var tooMuch = limit is null ? known : order.TotalMinor > limit;
        var unlikeChannel = !known || order.TotalMinor > facts.Habit!.MedianMinor * policy.FirstOrderTimesMedian;
        var opinion = tooMuch && unlikeChannel ? Opinion.Doubt("hold.first-order", order.Total).Flip("flip.call-customer").Flip("flip.release-after-look") : Opinion.Fine;
        opinion = opinion.With("fact.total", order.Total, Source.Order);
        opinion = limit is { } most ? opinion.With("fact.first-order-limit", facts.Sum(most), Source.Policy) : opinion;
        return facts.Habit is { } habit
            ? opinion.With("fact.channel-median", facts.Sum(habit.MedianMinor), Source.Channel).With("fact.channel-orders", habit.Orders, Source.Channel)
            : opinion;
    }

    private static Opinion JudgeUnusual(OrderFacts facts, VerificationPolicy policy)
    {
        var own = facts.Others.Where(o => o.Tie is Tie.Customer && o.Currency == facts.Order.Currency && o.Status is not OrderStatus.Cancelled && o.TotalMinor > 0).Select(o => o.TotalMinor).ToList();
        if (own.Count < policy.UnusualNeedsOrders)
        {
            return Opinion.Fine;
        }

        var median = OrderFacts.Median(own);
        // A customer of small orders may buy a little more without a call.
        var floor = policy.FirstOrderLimit(facts.Order.Currency) ?? 0;
        var unusual = facts.Order.TotalMinor > median * policy.UnusualTimesMedian && facts.Order.TotalMinor > floor;
        var opinion = unusual ? Opinion.Doubt("hold.unusual-order", facts.Order.Total, facts.Sum(median)).Flip("flip.call-customer").Flip("flip.release-after-look") : Opinion.Fine;
        return opinion.With("fact.total", facts.Order.Total, Source.Order).With("fact.own-median", facts.Sum(median), Source.History).With("fact.earlier-orders", own.Count, Source.History);
    }
}
