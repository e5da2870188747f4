using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>Whether the amounts of an order can be kept as they were sent, each and together.</summary>
internal static class OrderAmounts
{
    /// <summary>Notes every amount that would be rounded, for nothing is rounded in silence, and every product and sum above the most an amount may be.</summary>
    public static void Check(Incoming order, JsonFields fields)
    {
        Fine("total", order.Total, order.Currency);
        Fine("shippingCharge", order.ShippingCharge, order.Currency);
        Fine("discount", order.Discount, order.Currency);
        Fine("adjustment", order.Adjustment, order.Currency);
        Fine("tax", order.Tax ?? 0, order.Currency);
        Fine("payment.amount", order.Payment?.Amount ?? 0, order.Payment?.Currency ?? order.Currency);
        foreach (var (i, line) in order.Lines.Index())
        {
            var path = FormattableString.Invariant($"lines[{i}].");
            Fine(path + "discount", line.Discount, order.Currency);
            Fine(path + "tax", line.Tax, order.Currency);
            if (Money.FromPrice(Money.ToPrice(line.UnitPrice)) != line.UnitPrice)
            {
                fields.Note(path + "unitPrice", "intake.too-fine", 4);
            }
        }

        TooLarge(order.Lines, fields);

        void Fine(string name, decimal amount, string currency)
        {
            if (Money.ToMajor(Money.ToMinor(amount, currency), currency) != amount)
            {
                fields.Note(name, "intake.too-fine", Currencies.Digits(currency));
            }
        }
    }

    private static void TooLarge(IReadOnlyList<IncomingLine> lines, JsonFields fields)
    {
        var found = false;
        foreach (var (i, line) in lines.Index().Where(at => at.Item.Quantity * at.Item.UnitPrice > Money.MostAmount))
        {
            fields.Note(FormattableString.Invariant($"lines[{i}].unitPrice"), "intake.too-large", decimal.Round(Money.MostAmount / line.Quantity, 4, MidpointRounding.ToZero));
            found = true;
        }

        if (!found && (lines.Sum(l => l.Quantity * l.UnitPrice) > Money.MostAmount || lines.Sum(l => l.Discount) > Money.MostAmount || lines.Sum(l => l.Tax) > Money.MostAmount))
        {
            fields.Note("lines", "intake.too-large", Money.MostAmount);
        }
    }
}
