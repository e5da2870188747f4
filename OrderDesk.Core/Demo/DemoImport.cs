using System.Globalization;
using System.Text;
using CsvHelper;

namespace OrderDesk.Core.Demo;

/// <summary>A file of orders from before the story, as the made-up marketplace hands out its records; two orders in it are wrong and one row is empty.</summary>
internal static class DemoImport
{
    public const string FileName = "fernmarket-last-season.csv";

    /// <summary>Whose orders they are, by the place in <see cref="DemoShop.Channels"/>.</summary>
    public const int Channel = 2;

    private const int Orders = 24;
    private const int WrongQuantity = 7;
    private const int WrongCurrency = 15;
    private const int EmptyRowAfter = 11;
    private const int FirstBuyer = 1_700;
    private const decimal Delivery = 3.95m;

    private static readonly string[] Header =
    [
        "external_id", "placed_at", "currency", "sku", "product_name", "quantity", "unit_price", "customer_name", "customer_email", "shipping_line1", "shipping_city",
        "shipping_postal_code", "shipping_country", "shipping_charge", "total", "payment_method", "payment_status",
    ];

    /// <summary>The file in UTF-8, the same on the same day.</summary>
    public static byte[] File(DemoStory story)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true))
        {
            foreach (var row in Enumerable.Range(0, Orders).SelectMany(n => Rows(story, n)).Prepend(Header))
            {
                foreach (var field in row)
                {
                    csv.WriteField(field);
                }

                csv.NextRecord();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string[]> Rows(DemoStory story, int n)
    {
        var buyer = DemoStory.Buyer(FirstBuyer + n);
        var lines = Enumerable.Range(0, 1 + (n % 3)).Select(i => (Thing: story.Products[((n * 17) + (i * 53)) % DemoStory.SoldOut], Quantity: 1 + ((n + i) % 2))).ToList();
        var total = lines.Sum(l => l.Quantity * l.Thing.Pence / 100m) + Delivery;
        var placed = story.Today.AddDays(n - DemoStory.Days - 45).AddMinutes((9 * 60) + (n * 37 % 600));
        foreach (var (thing, quantity) in lines)
        {
            yield return
            [
                FormattableString.Invariant($"FM-{70_001 + n}"), placed.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), n == WrongCurrency ? "XLW" : DemoShop.Currency,
                thing.Sku, thing.Name, n == WrongQuantity ? "two" : quantity.ToString(CultureInfo.InvariantCulture), Amount(thing.Pence / 100m), buyer.Name, buyer.Email,
                buyer.Address.Line1!, buyer.Address.City!, buyer.Address.PostalCode!, buyer.Address.Country!, Amount(Delivery), Amount(total), n % 3 == 0 ? "paypal" : "card", "paid",
            ];
        }

        if (n == EmptyRowAfter)
        {
            yield return [.. Header.Select(_ => "")];
        }
    }

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
