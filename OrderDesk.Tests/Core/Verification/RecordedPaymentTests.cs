using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>What a person records of the money is judged again, whatever was released before.</summary>
public class RecordedPaymentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Money_that_did_not_come_puts_the_units_back_on_sale_though_the_order_was_held_for_payment_already(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var id = await SendAsync(desk, payment: null);
        Assert.Equal(1, await ReservedAsync(desk));

        await RecordAsync(desk, id, PaymentStatus.Failed);

        var order = await OrderAsync(desk, id);
        Assert.Equal((OrderStatus.OnHold, HoldType.Payment, FulfilmentStatus.Unfulfilled), (order.Status, order.OpenHolds, order.Fulfilment));
        Assert.Equal(0, await ReservedAsync(desk));
        Assert.Null(order.PaymentMinor);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_released_doubt_does_not_silence_a_worse_one_of_the_same_check(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var id = await SendAsync(desk, payment: null);
        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(id, 0, [], "The bank confirmed it"), Ct));
        Assert.Equal(OrderStatus.ReadyToFulfil, approved.Value?.Status);

        await RecordAsync(desk, id, PaymentStatus.Voided);

        var order = await OrderAsync(desk, id);
        Assert.Equal((OrderStatus.OnHold, HoldType.Payment), (order.Status, order.OpenHolds));
        Assert.Equal(0, await ReservedAsync(desk));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_amount_that_a_person_records_is_in_the_currency_of_the_order(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var id = await SendAsync(desk, new { method = "card", status = "paid", amount = 13m, currency = "USD", reference = "pay-usd-1" });
        Assert.Equal(HoldType.Payment, (await OrderAsync(desk, id)).OpenHolds);

        await RecordAsync(desk, id, PaymentStatus.Paid, 10m);

        var order = await OrderAsync(desk, id);
        Assert.Equal((1_000L, "GBP", OrderStatus.ReadyToFulfil), (order.PaymentMinor!.Value, order.PaymentCurrency, order.Status));
    }

    private static async Task<OrderId> SendAsync(TestDesk desk, object? payment)
    {
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = shop.Order();
        if (payment is null)
        {
            order.Remove("payment");
        }
        else
        {
            order["payment"] = payment;
        }

        return new OrderId((await shop.SendAsync(order)).Value!.Answer.Id);
    }

    private static async Task RecordAsync(TestDesk desk, OrderId id, PaymentStatus status, decimal? amount = null)
    {
        var version = (await OrderAsync(desk, id)).Version;
        var recorded = await desk.UseAsync((RecordPayment pay) => pay.RunAsync(desk.Manager(), new RecordPayment.Command(id, version, status, amount, null), Ct));
        Assert.True(recorded.IsOk, recorded.Error?.Code);
    }

    private static async Task<Order> OrderAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        return await db.Orders.SingleAsync(o => o.Id == id, Ct);
    }

    private static async Task<int> ReservedAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.StockLevels.SumAsync(level => level.Reserved, Ct);
    }
}
