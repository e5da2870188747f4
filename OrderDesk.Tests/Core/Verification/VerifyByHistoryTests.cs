using OrderDesk.Core.Verification;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>What an order looks like beside those of the same customer, address, payment and channel.</summary>
public class VerifyByHistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_same_order_under_another_number_is_found_by_customer_address_and_payment(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = shop.Order();
        var first = (await shop.SendAsync(order)).Value!.Answer;
        order["externalId"] = "again";

        var second = (await shop.SendAsync(order)).Value!.Answer;

        Assert.Empty(first.Holds);
        Assert.Equal(["hold.duplicate", "hold.payment-used-twice"], second.Holds.Select(h => h.Code).Order());
        Assert.All(second.Holds, hold => Assert.Equal($"[\"{first.Number}\"]", hold.Args));
        var findings = (await desk.FindingsAsync(second.Id)).Findings;
        Assert.Contains(findings, f => f.Check is "velocity-address" && f.Facts.Any(fact => fact.Label is "fact.orders-address-day" && fact.Value == 2L));
        Assert.Contains(findings, f => f.Check is "velocity" && f.Facts.Any(fact => fact.Label is "fact.orders-hour" && fact.Value == 2L));

        var again = await desk.VerifyAsync(desk.Agent(), first.Id);
        Assert.True(again.IsOk, again.Error?.Code);
        Assert.Equal(Outcome.Pass, (await desk.FindingsAsync(first.Id)).Worst);
    }

    [Theory, EveryDatabase]
    public async Task A_guest_is_found_again_by_phone_and_many_orders_are_held(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var answers = new List<string>();
        for (var i = 1; i <= 4; i++)
        {
            var order = shop.Order(quantity: i);
            order["customer"] = new { name = "Sample Buyer", email = $"other{i}@example.com", phone = "020 7946 0001" };
            answers.Add(string.Join(' ', (await shop.SendAsync(order)).Value!.Answer.Holds.Select(h => h.Code)));
        }

        Assert.Equal(["", "", "", "hold.velocity"], answers);
    }

    [Theory, EveryDatabase]
    public async Task A_large_first_order_is_measured_by_what_the_channel_usually_sells(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 200);
        Assert.Equal("hold.first-order", (await shop.SendAsync(shop.Order(unitPrice: 600m))).Value!.Answer.Holds.Single().Code);
        for (var i = 0; i < 30; i++)
        {
            await shop.SendAsync(shop.Order(unitPrice: 200m));
        }

        Assert.Empty((await shop.SendAsync(shop.Order(unitPrice: 600m))).Value!.Answer.Holds);
        Assert.Equal("hold.first-order", (await shop.SendAsync(shop.Order(unitPrice: 1_200m))).Value!.Answer.Holds.Single().Code);
    }
}
