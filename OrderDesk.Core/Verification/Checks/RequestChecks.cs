using System.Collections.Frozen;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>What the customer wishes beside the goods.</summary>
internal static class RequestChecks
{
    /// <summary>Remarks that say nothing; a policy adds its own.</summary>
    private static readonly FrozenSet<string> SaysNothing = new[]
    {
        "-", "--", ".", "/", "N/A", "NA", "NO", "NONE", "NULL", "NIL", "NOTHING", "NO REMARK", "NO REMARKS", "NO COMMENT", "NO COMMENTS", "NO NOTE", "NO NOTES", "OK", "THANKS", "THANK YOU", "THANK YOU!", "THANKS!",
        "无", "無", "没有", "沒有", "无备注", "無備註", "谢谢", "謝謝", "谢谢!", "謝謝!", "好", "好的",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly Check Window = new("delivery-window", CheckGroup.Request, HoldType.Request, JudgeWindow);

    public static readonly Check Remark = new("remark", CheckGroup.Request, HoldType.Request, JudgeRemark);

    public static readonly Check Wishes = new("wishes", CheckGroup.Request, HoldType.Request, JudgeWishes) { Mode = CheckMode.Warn };

    private static Opinion JudgeWindow(OrderFacts facts, VerificationPolicy policy)
    {
        var (from, to) = (facts.Order.DeliverFrom, facts.Order.DeliverTo);
        if (from is null && to is null)
        {
            return Opinion.Fine;
        }

        // Judged as of the day it came in: a window that passes while the order waits is not the customer's mistake.
        var received = facts.Order.ReceivedAt;
        var opinion = from > to ? Opinion.Doubt("hold.window-inverted").Flip("flip.ask-window")
            : to < received ? Opinion.Doubt("hold.window-past").Flip("flip.ask-window")
            : to < received.AddHours(policy.ShortestDeliveryHours) ? Opinion.Doubt("hold.window-tight", policy.ShortestDeliveryHours).Flip("flip.ask-window")
            : from > received.AddDays(365) ? Opinion.Doubt("hold.window-far").Flip("flip.ask-window")
            : Opinion.Fine;
        opinion = from is { } earliest ? opinion.With("fact.deliver-from", earliest, Source.Order) : opinion;
        return to is { } latest ? opinion.With("fact.deliver-to", latest, Source.Order) : opinion;
    }

    private static Opinion JudgeRemark(OrderFacts facts, VerificationPolicy policy)
    {
        var remark = facts.Order.Remark;
        var plain = Plain.Of(remark);
        return plain.Length == 0 || !plain.Any(char.IsLetterOrDigit) || SaysNothing.Contains(plain) || policy.UnimportantRemarks.Any(u => Plain.Of(u) == plain)
            ? Opinion.Fine
            : Opinion.Doubt("hold.remark").With("fact.remark", Term.Personal(remark), Source.Order).Flip("flip.read-remark");
    }

    private static Opinion JudgeWishes(OrderFacts facts, VerificationPolicy policy)
    {
        var order = facts.Order;
        var wishes = new[] { (Text: order.Packaging, Label: "fact.packaging"), (Text: order.GiftMessage, Label: "fact.gift-message") }.Where(w => !string.IsNullOrWhiteSpace(w.Text)).ToList();
        return wishes.Count == 0
            ? Opinion.Fine
            : wishes.Aggregate(
                Opinion.Doubt("hold.wishes", Term.Several(wishes.Select(w => Term.Word(w.Label)))).Flip("flip.tell-warehouse"),
                (opinion, wish) => opinion.With(wish.Label, Term.Personal(wish.Text), Source.Order));
    }
}
