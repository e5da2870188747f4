using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The lines of an order changed: units are given back and asked for again.</summary>
public sealed record LinesChanged(Order Order) : IDomainEvent;

/// <summary>How somebody said yes to another article.</summary>
public enum ConsentWay
{
    /// <summary>On the telephone.</summary>
    Phone = 1,

    /// <summary>In a mail or letter.</summary>
    Mail = 2,

    /// <summary>In some other way; the note says which.</summary>
    Other = 3,
}

/// <summary>The customer's yes to another article than the one they bought.</summary>
/// <param name="Who">Who said it.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Way">How.</param>
/// <param name="Note">What was said.</param>
public sealed record Consent(string? Who, DateTime At, ConsentWay Way, string? Note)
{
    /// <summary>The longest name of who said it.</summary>
    public const int WhoMaxLength = 200;
}

public sealed partial class Order
{
    /// <summary>The most units of one line, and the most lines of an order.</summary>
    public const int MostUnits = 1_000_000, MostLines = 1_000;

    /// <summary>The order's lines and sums as they are reckoned with. Lines must be loaded.</summary>
    public Reckoning Reckoned() => new(
        [.. _lines.OrderBy(l => l.Number).Select(l => l.Priced())],
        new OrderSums(Currency, LinesMinor, ShippingMinor, AdjustmentMinor, DiscountMinor, TaxMinor, UnexplainedMinor));

    /// <summary>
    /// Changes units, takes lines off, adds articles; money follows the lines (<see cref="Repricing"/>), units are asked for anew and checks run again. Answers what is to be
    /// collected, negative where it is to be refunded. Lines that end must be marked as deleted; lines must be loaded.
    /// </summary>
    public Result<long> EditLines(IReadOnlyList<LineChange> changes, IReadOnlyList<AddedLine> added, string? note, Actor actor, DateTime now)
    {
        if (WhyNotLines(changes, added) is { } refusal)
        {
            return refusal;
        }

        var before = Reckoned();
        var after = Repricing.Edit(before, changes, added);
        if (!after.Lines.Any(l => l.IsGoods))
        {
            return Error.Invalid("orders.lines-empty");
        }

        if (after.Lines.SequenceEqual(before.Lines))
        {
            return Error.Invalid("orders.nothing-changed");
        }

        var difference = Apply(after);
        Append("order.lines-edited", actor, now, data: new { before = new Money(before.Sums.Total, Currency).ToString(), after = Total.ToString(), difference, currency = Currency, lines = Differences(before, after) }, note: note);
        Raise(new LinesChanged(this));
        Raise(new OrderAmended(Id));
        return difference;
    }

    /// <summary>Puts another article in the place of one line, to which the customer said yes; the same follows as of <see cref="EditLines"/>.</summary>
    public Result<long> Substitute(LineChange change, Consent consent, Actor actor, DateTime now)
    {
        if (WhyNotConsent(consent, now) is { } missing)
        {
            return missing;
        }

        if (WhyNotLines([change], []) is { } refusal)
        {
            return refusal;
        }

        var before = Reckoned();
        var line = before.Lines.Single(l => l.Number == change.Number);
        if (change.Quantity == 0 || change.Instead is null || change.Instead.Sku == line.Sku)
        {
            return Error.Invalid("orders.substitute-same");
        }

        var after = Repricing.Edit(before, [change], []);
        var difference = Apply(after);
        Append("order.substituted", actor, now, data: new
        {
            sku = line.Sku,
            units = line.Quantity,
            instead = change.Instead.Sku,
            insteadUnits = change.Quantity,
            who = consent.Who!.Trim(),
            way = consent.Way.ToString(),
            until = consent.At,
            difference,
            currency = Currency,
        }, note: consent.Note?.Trim());
        Raise(new LinesChanged(this));
        Raise(new OrderAmended(Id));
        return difference;
    }

    /// <summary>Puts reckoned lines and sums in place; answers by how much the total rose.</summary>
    private long Apply(Reckoning after)
    {
        // Money that came in without an amount was the whole total: without it the difference could not be seen.
        (PaymentMinor, PaymentCurrency) = IsPaid && PaymentMinor is null ? (TotalMinor, Currency) : (PaymentMinor, PaymentCurrency);
        var difference = after.Sums.Total - TotalMinor;
        _lines.RemoveAll(line => after.Lines.All(l => l.Number != line.Number));
        foreach (var priced in after.Lines)
        {
            if (_lines.Find(l => l.Number == priced.Number) is { } line)
            {
                line.Become(priced);
            }
            else
            {
                _lines.Add(OrderLine.Of(Id, priced));
            }
        }

        var sums = after.Sums;
        (LinesMinor, DiscountMinor, TaxMinor, AdjustmentMinor, TotalMinor, WaitingUntil) = (sums.Lines, sums.Discount, sums.Tax, sums.Adjustment, sums.Total, null);
        return difference;
    }

    private Error? WhyNotLines(IReadOnlyList<LineChange> changes, IReadOnlyList<AddedLine> added)
    {
        if (Origin is OrderOrigin.History || !OrderLifecycle.IsBeforePicking(Status))
        {
            return Error.Conflict("orders.too-late-to-change", Status);
        }

        foreach (var change in changes)
        {
            if (_lines.Find(l => l.Number == change.Number) is not { } line)
            {
                return Error.Invalid("orders.line-unknown", change.Number);
            }

            if (!line.Priced().IsGoods)
            {
                return Error.Invalid("orders.line-not-goods", change.Number);
            }

            if (change.Quantity is < 0 or > MostUnits)
            {
                return Error.Invalid("orders.quantity-wrong", MostUnits) with { Fields = [new FieldError(FormattableString.Invariant($"line.{change.Number}"), "orders.quantity-wrong", MostUnits)] };
            }
        }

        return changes.Select(c => c.Number).Distinct().Count() < changes.Count || added.Any(a => a.Quantity is < 1 or > MostUnits) ? Error.Invalid("orders.quantity-wrong", MostUnits)
            : _lines.Count + added.Count > MostLines ? Error.Invalid("orders.too-many-lines", MostLines)
            : null;
    }

    private Error? WhyNotConsent(Consent consent, DateTime now) =>
        string.IsNullOrWhiteSpace(consent.Who) ? Error.Invalid("orders.consent-required") with { Fields = [new FieldError("who", "orders.consent-required")] }
        : consent.Who.Length > Consent.WhoMaxLength || consent.Note?.Length > OrderEvent.NoteMaxLength ? Error.Invalid("orders.consent-too-long")
        : !Enum.IsDefined(consent.Way) ? Error.Invalid("orders.consent-way")
        : consent.Way is ConsentWay.Other && string.IsNullOrWhiteSpace(consent.Note) ? Error.Invalid("orders.consent-how") with { Fields = [new FieldError("note", "orders.consent-how")] }
        : consent.At > now.AddMinutes(5) || consent.At < PlacedAt.AddMinutes(-5) ? Error.Invalid("orders.consent-when") with { Fields = [new FieldError("at", "orders.consent-when")] }
        : null;

    private static IReadOnlyList<object> Differences(Reckoning before, Reckoning after) =>
    [
        .. before.Lines.Where(was => after.Lines.FirstOrDefault(l => l.Number == was.Number)?.Quantity != was.Quantity)
            .Select(was => new { sku = was.Sku, from = was.Quantity, to = after.Lines.FirstOrDefault(l => l.Number == was.Number)?.Quantity ?? 0 }),
        .. after.Lines.Where(l => before.Lines.All(was => was.Number != l.Number)).Select(l => new { sku = l.Sku, from = 0, to = l.Quantity }),
    ];
}
