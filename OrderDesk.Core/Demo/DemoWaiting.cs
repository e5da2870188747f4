using OrderDesk.Core.Intake;

namespace OrderDesk.Core.Demo;

/// <summary>Orders of today that wait for a person, one or more for every kind of finding.</summary>
internal sealed class DemoWaiting
{
    private const int FirstStranger = 1_500;

    private readonly DemoStory _story;
    private readonly DateTime _now;
    private readonly List<(int Channel, Incoming Order)> _all = [];

    private DemoWaiting(DemoStory story, DateTime now) => (_story, _now) = (story, now);

    /// <summary>The orders with the channel that sends them, in the order in which they were placed.</summary>
    public static IReadOnlyList<(int Channel, Incoming Order)> Of(DemoStory story, DateTime now)
    {
        var waiting = new DemoWaiting(story, now);
        waiting.Contacts();
        waiting.Money();
        waiting.Orders();
        waiting.People();
        waiting.Wishes();
        return [.. waiting._all.OrderBy(o => o.Order.PlacedAt).ThenBy(o => o.Order.ExternalId, StringComparer.Ordinal)];
    }

    private void Contacts()
    {
        Add(o => o with { ShippingAddress = null }, twice: true);
        Add(o => o with { ShippingAddress = o.ShippingAddress! with { Line1 = null, City = null } }, twice: true);
        Add(o => o with { ShippingAddress = o.ShippingAddress! with { PostalCode = "99999" } }, twice: true);
        Add(o => o with { ShippingAddress = o.ShippingAddress! with { Country = "Atlantis" } });
        Add(o => o with { Customer = o.Customer! with { Phone = "12345" } }, twice: true);
        Add(o => o with { Customer = o.Customer! with { Phone = null }, ShippingAddress = o.ShippingAddress! with { Phone = null } }, twice: true);
        Add(o => o with { Customer = o.Customer! with { Email = null } }, twice: true);
        Add(o => o with { Customer = o.Customer! with { Email = "post.at.example.com" } });
        Add(o => o with { Customer = null, ShippingAddress = o.ShippingAddress! with { Phone = null, Name = null } });
        Add(o => o with { Customer = o.Customer! with { Name = "N/A" } });
    }

    private void Money()
    {
        Add(o => o with { Payment = o.Payment! with { Status = "failed", PaidAt = null } }, twice: true);
        Add(o => o with { Payment = null }, twice: true);
        Add(o => o with { Payment = o.Payment! with { Status = "voided", PaidAt = null } });
        Add(o => o with { Payment = o.Payment! with { Status = "partiallyrefunded" } });
        Add(o => o with { Payment = o.Payment! with { Status = "pending", PaidAt = null, Amount = null } }, twice: true);
        Add(o => o with { Payment = o.Payment! with { Amount = o.Total - 5m } }, twice: true);
        Add(o => o with { Payment = o.Payment! with { Amount = o.Total + 12.5m } });
        Add(o => o with { Payment = o.Payment! with { Currency = "EUR" } });
        Add(o => o with { Payment = o.Payment! with { Reference = "pay-00100" } }, twice: true);
        Add(o => o with { Total = o.Total + 7.77m, Payment = o.Payment! with { Amount = o.Total + 7.77m } }, twice: true);
    }

    private void Orders()
    {
        Add(o => WithLines(o, Line(6, 144)));
        Add(o => o with { Test = true }, twice: true);
        Add(o => o with { PlacedAt = _now.AddHours(5) });
        Add(o => o with { PlacedAt = _now.AddDays(-400) });
        Add(o => o with { Lines = [.. o.Lines, new IncomingLine("PUMPKIN-LAMP", "Pumpkin lamp", null, 1, 0m, 0m, 0m)] });
        Add(o => WithLines(o, new IncomingLine("GHOST-007", "Unlisted thing", null, 1, 18m, 0m, 0m)), twice: true);
        Add(o => WithLines(o, Line(DemoStory.SoldOut + 2, 2)), twice: true);
        Add(o => WithLines(o, Line(DemoStory.SoldOut + 5, 1), Line(12, 1)));
        var twin = Add(o => WithLines(o, Line(40, 2), Line(81, 1)));
        Add(o => o with { Customer = twin.Customer, ShippingAddress = twin.ShippingAddress, BillingAddress = twin.BillingAddress, Lines = twin.Lines, Total = twin.Total, ShippingCharge = twin.ShippingCharge, Payment = o.Payment! with { Amount = twin.Total } });
    }

    private void People()
    {
        Add(o => WithLines(o, Line(250, 3), Line(190, 2)), twice: true);
        Add(o => From(o, DemoStory.Blocked));
        Add(o => From(o, DemoStory.Unlucky));
        Add(o => From(WithLines(o, Line(365, 4), Line(230, 2)), DemoStory.Regular));
        var eager = FirstStranger + 90;
        for (var i = 0; i < 5; i++)
        {
            var (minutes, product) = (50 - (i * 8), 20 + (i * 30));
            Add(o => From(WithLines(o, Line(product, 1)), eager) with { PlacedAt = _now.AddMinutes(-minutes) });
        }
    }

    private void Wishes()
    {
        Add(o => o with { Requests = new IncomingRequests(null, null, null, null, "Please leave it with the neighbour at number 4, the bell is broken.") }, twice: true);
        Add(o => o with { Requests = new IncomingRequests(null, null, null, null, "可以在周五之前送到吗？谢谢！") });
        Add(o => o with { Requests = new IncomingRequests("Gift wrap, no prices please", "Happy birthday, from all of us", null, null, "It is a surprise: ring my phone, not the door.") });
        Add(o => o with { Requests = new IncomingRequests(null, null, _now.AddDays(4), _now.AddDays(2), null) });
        Add(o => o with { Requests = new IncomingRequests(null, null, _now.AddHours(1), _now.AddHours(6), null) });
        Add(o => o with { ShippingAddress = o.ShippingAddress! with { PostalCode = null }, Customer = o.Customer! with { Phone = "00" }, Requests = new IncomingRequests(null, null, null, null, "Call before delivery.") }, twice: true);
    }

    private Incoming Add(Func<Incoming, Incoming> what, bool twice = false)
    {
        var added = what(Fine());
        _all.Add((_all.Count % DemoShop.Channels.Length, added));
        return twice ? Add(what) : added;
    }

    /// <summary>An order in which nothing is wrong, from somebody new.</summary>
    private Incoming Fine()
    {
        var n = _all.Count;
        var placed = _now.AddMinutes(-(1_150 - (n * 15)));
        var order = new Incoming
        {
            ExternalId = FormattableString.Invariant($"W-{n + 1:000}"),
            PlacedAt = placed,
            Currency = DemoShop.Currency,
            Lines = [Line((n * 37) % 200, 1 + (n % 2))],
            ShippingCharge = 3.95m,
            Total = 0,
            Payment = new IncomingPayment("card", "paid", 0, DemoShop.Currency, FormattableString.Invariant($"pay-w{n + 1:000}"), placed),
        };
        return From(WithLines(order, [.. order.Lines]), FirstStranger + n);
    }

    private static Incoming WithLines(Incoming order, params IncomingLine[] lines)
    {
        var total = lines.Sum(l => l.Quantity * l.UnitPrice) + order.ShippingCharge;
        return order with { Lines = lines, Total = total, Payment = order.Payment! with { Amount = total } };
    }

    private static Incoming From(Incoming order, int buyer)
    {
        var who = DemoStory.Buyer(buyer);
        var at = who.Address;
        var address = new IncomingAddress(at.Name, at.Line1, null, at.City, null, at.PostalCode, at.Country, who.Phone);
        return order with { Customer = new IncomingCustomer(who.Name, who.Email, who.Phone, null), ShippingAddress = address, BillingAddress = address };
    }

    private IncomingLine Line(int product, int quantity)
    {
        var thing = _story.Products[product];
        return new IncomingLine(thing.Sku, thing.Name, thing.Style, quantity, thing.Pence / 100m, 0m, 0m);
    }
}
