using System.Globalization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification;

/// <summary>
/// Draws the orders at which a person looks although no check found anything: who only looks at what checks find never learns what they miss. The draw depends on
/// the order's number alone, so that verifying an order again draws it again, and a greater share draws all that a smaller one does.
/// </summary>
public static class AuditDraw
{
    /// <summary>The greatest share that can be drawn.</summary>
    public const decimal MostShare = 0.05m;

    /// <summary>Whether an order is drawn at a share from 0 to 1.</summary>
    public static bool Draws(OrderId order, decimal share) => share > 0 && (Mixed(order.Value) >> 11) < share * (1UL << 53);

    /// <summary>The findings, with that of the draw where this order is drawn: on its way in, and never when a check doubts it or ever did.</summary>
    internal static IReadOnlyList<Finding> Added(IReadOnlyList<Finding> findings, Order order, VerificationPolicy policy) =>
        Draws(order.Id, policy.AuditShare) && IsOnItsWayIn(order) && findings.All(finding => finding.Outcome is not Outcome.Fail) ? [.. findings, Drawn(policy)] : findings;

    private static bool IsOnItsWayIn(Order order) =>
        order.Holds.Any(hold => hold.Check == AllChecks.Audit)
        || (order.Status is OrderStatus.AwaitingPayment or OrderStatus.Verifying && order.Holds.All(hold => hold.Type is HoldType.Stock));

    private static Finding Drawn(VerificationPolicy policy) => new()
    {
        Check = AllChecks.Audit,
        Group = CheckGroup.Order,
        Outcome = Outcome.Fail,
        Hold = HoldType.Plausibility,
        Reason = new Phrase("hold.audit", []),
        Facts = [new Fact("fact.audit-share", (policy.AuditShare * 100).ToString("0.## '%'", CultureInfo.InvariantCulture), Source.Policy)],
        Flips = [new Phrase("flip.release-after-look", [])],
    };

    /// <summary>Numbers in a row, thoroughly mixed (the finalizer of SplitMix64, Steele, Lea and Flood 2014).</summary>
    private static ulong Mixed(long number)
    {
        var mixed = unchecked((ulong)number + 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return mixed ^ (mixed >> 31);
    }
}
