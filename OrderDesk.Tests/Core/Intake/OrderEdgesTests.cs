using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake;

/// <summary>Orders at the edge of what an order may be: taken or refused by name on every engine alike, never broken on.</summary>
public class OrderEdgesTests
{
    /// <summary>One letter of which folding makes eighteen.</summary>
    private const string Long = "\uFDFA";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase("GBP", 1_000_000, "1000000000000", "lines[0].unitPrice")]
    [EveryDatabase("GBP", 2, "500000000000.01", "lines[0].unitPrice")]
    [EveryDatabase("JPY", 1_000_000, "1000001", "lines[0].unitPrice")]
    public async Task A_line_worth_more_than_an_amount_may_be_is_refused_by_its_price(Database database, string currency, int quantity, string price, string field)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);

        var refused = await shop.SendAsync(Order(shop, currency, new { sku = "MUG", quantity, unitPrice = price }));

        Assert.Equal((field, "intake.too-large"), Wrong(refused));
        Assert.Equal(1, await desk.Db().InboxItems.CountAsync(Ct));
    }

    [Theory]
    [EveryDatabase("unitPrice")]
    [EveryDatabase("tax")]
    [EveryDatabase("discount")]
    public async Task Lines_that_add_up_to_more_than_an_amount_may_be_are_refused(Database database, string field)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var line = new Dictionary<string, object> { ["sku"] = "MUG", ["quantity"] = 1, ["unitPrice"] = 1 };
        line[field] = 1_000_000_000_000;

        var refused = await shop.SendAsync(Order(shop, "CLF", [.. Enumerable.Repeat(line, 1_000)]));

        Assert.Equal(("lines", "intake.too-large"), Wrong(refused));
    }

    [Theory, EveryDatabase]
    public async Task The_most_an_amount_may_be_is_taken(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);

        var taken = await shop.SendAsync(Order(shop, "CLF", new { sku = "MUG", quantity = 1_000_000, unitPrice = 1_000_000 }));

        Assert.True(taken.IsOk, taken.Error?.Code);
        Assert.Equal(10_000_000_000_000_000, (await desk.Db().Orders.SingleAsync(Ct)).LinesMinor);
    }

    [Theory, EveryDatabase]
    public async Task As_many_tags_as_an_order_keeps_are_taken_and_more_are_refused(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var (few, many) = (shop.Order(), shop.Order());
        few["tags"] = Enumerable.Range(10, 50).Select(n => $"{n}{new string('t', 37)}");
        many["tags"] = Enumerable.Range(10, 50).Select(n => $"{n}{new string('t', 58)}");

        var taken = await shop.SendAsync(few);
        var refused = await shop.SendAsync(many);

        Assert.True(taken.IsOk, taken.Error?.Code);
        Assert.Equal(("tags", "intake.too-long"), Wrong(refused));
        Assert.Equal(1_999, (await desk.Db().Orders.SingleAsync(Ct)).Tags!.Length);
    }

    [Theory, EveryDatabase]
    public async Task Letters_no_engine_can_keep_are_left_out(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        (order["externalId"], order["tags"]) = ("W\0-\uFFFE1", new[] { "gi\0ft", "\uFFFEnew" });
        order["customer"] = new { name = "Sample\uFFFE Buyer", email = "buyer\uFFFE@example.com", phone = "+44 20 7946 0001\uFFFF" };

        var taken = await shop.SendAsync(order);

        Assert.True(taken.IsOk, taken.Error?.Code);
        var kept = await desk.Db().Orders.SingleAsync(Ct);
        Assert.Equal(("W-1", "gift,new", "Sample Buyer", "buyer@example.com", "+442079460001"), (kept.ExternalId, kept.Tags, kept.CustomerName, kept.Email, kept.Phone));
        Assert.Empty(OrderWords.Typed("\uFFFE"));
    }

    [Theory]
    [EveryDatabase("non\0sense", "intake.not-json", null)]
    [EveryDatabase("""{"externalId":"N\u0000-1"}""", "intake.wrong-fields", "N-1")]
    [EveryDatabase("""{"externalId":"\u0000"}""", "intake.wrong-fields", null)]
    public async Task What_is_no_order_is_kept_whatever_letters_are_in_it(Database database, string body, string code, string? externalId)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);

        var first = await shop.SendTextAsync(body);
        var again = await shop.SendTextAsync(body);

        Assert.Equal((code, code), (first.Error?.Code, again.Error?.Code));
        var kept = await desk.Db().InboxItems.SingleAsync(Ct);
        Assert.Equal((externalId, 2, body.Replace('\0', '\uFFFD')), (kept.ExternalId, kept.Times, kept.Payload));
    }

    [Theory, EveryDatabase]
    public async Task A_correction_is_kept_whatever_letters_are_in_it(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.SendTextAsync("nonsense");
        var item = await desk.Db().InboxItems.SingleAsync(Ct);

        var replayed = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(desk.Agent(), new CorrectAndReplay.Command(item.Id, "still\0 no \ud800 sense", item.Version), Ct));

        Assert.Equal("intake.not-json", replayed.Error?.Code);
        Assert.Equal("still\uFFFD no \uFFFD sense", (await desk.Db().InboxItems.SingleAsync(Ct)).Payload);
    }

    [Theory]
    [EveryDatabase("customer.phone")]
    [EveryDatabase("customer.email")]
    [EveryDatabase("shippingAddress.phone")]
    public async Task A_contact_that_grows_too_long_where_it_is_folded_is_refused(Database database, string field)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        var text = string.Concat(Enumerable.Repeat(Long, 15)) + "@example.com";
        order["customer"] = new { name = "Sample Buyer", email = field is "customer.email" ? text : "a@example.com", phone = field is "customer.phone" ? Long + Long + Long : "1" };
        order["shippingAddress"] = new { line1 = "1 Example Street", country = "GB", phone = field is "shippingAddress.phone" ? Long + Long + Long : "1" };

        Assert.Equal((field, "intake.too-long"), Wrong(await shop.SendAsync(order)));
    }

    [Theory, EveryDatabase]
    public async Task A_corrected_contact_that_grows_too_long_is_refused(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.SendAsync(shop.Order());
        var order = await desk.Db().Orders.SingleAsync(Ct);

        var phone = await CorrectAsync("a@example.com", Long + Long + Long);
        var mail = await CorrectAsync(string.Concat(Enumerable.Repeat(Long, 15)) + "@example.com", "1");

        Assert.Equal((("phone", "shared.too-long"), ("email", "shared.too-long")), (Wrong(phone), Wrong(mail)));

        async Task<Result<bool>> CorrectAsync(string email, string phone) => (await desk.UseAsync((CorrectContact correct) => correct.RunAsync(
            desk.Agent(), new CorrectContact.Command(order.Id, order.Version, "Sample Buyer", email, phone, order.Shipping), Ct))).Error is { } error ? error : true;
    }

    [Theory]
    [EveryDatabase("shippingCharge", "5", "5.00")]
    [EveryDatabase("shippingCharge", null, "0.00")]
    [EveryDatabase("discount", "1.5", "1.50")]
    [EveryDatabase("discount", null, "0")]
    [EveryDatabase("adjustment", "-2", "-2.0")]
    [EveryDatabase("adjustment", null, "0.0")]
    [EveryDatabase("tax", "3", "3.00")]
    [EveryDatabase("tax", null, "0.00")]
    public async Task An_amount_is_the_same_however_its_zeros_are_written(Database database, string field, string? one, string other)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        if (one is not null)
        {
            order[field] = one;
        }

        var first = await shop.SendAsync(order);
        order[field] = other;
        var again = await shop.SendAsync(order);

        Assert.True(again.IsOk, again.Error?.Code);
        Assert.True(again.Value.Already);
        Assert.Equal(first.Value!.Answer.ToJson(), again.Value.Answer.ToJson());
    }

    [Theory, EveryDatabase]
    public async Task A_paid_amount_is_the_same_however_its_zeros_are_written_and_another_one_is_not(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        order["payment"] = new { status = "paid", amount = "10" };
        await shop.SendAsync(order);

        order["payment"] = new { status = "paid", amount = "10.00" };
        var again = await shop.SendAsync(order);
        order["payment"] = new { status = "paid", amount = "10.01" };
        var other = await shop.SendAsync(order);

        Assert.True(again.Value?.Already, again.Error?.Code);
        Assert.Equal("intake.other-content", other.Error?.Code);
    }

    [Theory, EveryDatabase]
    public async Task The_same_order_under_another_key_gets_the_first_answer(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        var first = await shop.SendAsync(order, "key-1");
        await shop.SendAsync(shop.Order(), "key-2");

        var renewed = await shop.SendAsync(order, "key-3");
        var borrowed = await shop.SendAsync(order, "key-2");
        order["total"] = 11m;
        var other = await shop.SendAsync(order, "key-4");

        Assert.All([renewed, borrowed], answer => Assert.Equal(first.Value!.Answer.ToJson(), answer.Value?.Answer.ToJson()));
        Assert.Equal("intake.other-content", other.Error?.Code);
        Assert.Equal(2, await desk.Db().Orders.CountAsync(Ct));
    }

    private static Dictionary<string, object?> Order(Shop shop, string currency, params object[] lines)
    {
        var order = shop.Order();
        (order["currency"], order["lines"], order["total"]) = (currency, lines, 1);
        order["payment"] = null;
        return order;
    }

    private static (string Field, string Code) Wrong<T>(Result<T> result)
    {
        var wrong = Assert.Single(result.Error!.Fields);
        return (wrong.Field, wrong.Code);
    }
}
