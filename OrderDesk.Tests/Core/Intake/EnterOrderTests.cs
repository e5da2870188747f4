using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake;

/// <summary>An order that an agent types in goes the way of every order.</summary>
public class EnterOrderTests
{
    private static readonly PostalAddress Address = new() { Line1 = "12 Example Street", City = "Sampleton", PostalCode = "SW1A 1AA", Country = "GB" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task It_is_taken_reserved_judged_and_entered_once(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var agent = desk.Agent();

        var entered = await EnterAsync(desk, agent, Typed("M-1"));
        var again = await EnterAsync(desk, agent, Typed("M-1") with { TwinSeen = true });

        Assert.True(entered.IsOk, entered.Error?.Code);
        Assert.Equal(entered.Value, again.Value);
        await using var db = desk.Db();
        var order = await db.Orders.Include(o => o.Lines).SingleAsync(Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, 2_495, "M-1", PaymentStatus.Paid), (order.Status, order.TotalMinor, order.ExternalId, order.Payment));
        Assert.Equal("Rina", (await db.OrderEvents.SingleAsync(e => e.Code == "order.taken", Ct)).ActorName);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_same_within_two_days_is_a_warning_that_a_person_may_pass(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 9);
        var first = await EnterAsync(desk, desk.Agent(), Typed("M-1"));

        var twin = await EnterAsync(desk, desk.Agent(), Typed("M-2"));
        var meant = await EnterAsync(desk, desk.Agent(), Typed("M-2") with { TwinSeen = true });

        Assert.Equal(("intake.twin", first.Value.Number), (twin.Error?.Code, (string)twin.Error!.Args[0]));
        Assert.True(meant.IsOk, meant.Error?.Code);
        desk.Clock.Advance(TimeSpan.FromHours(49));
        Assert.True((await EnterAsync(desk, desk.Agent(), Typed("M-3"))).IsOk);
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_kept(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);

        Assert.Equal("intake.enter-forbidden", (await EnterAsync(desk, desk.WarehouseLead(), Typed("M-1"))).Error?.Code);
        Assert.Equal("intake.enter-forbidden", (await EnterAsync(desk, desk.Administrator(), Typed("M-1"))).Error?.Code);
        var empty = await EnterAsync(desk, desk.Agent(), Typed("M-1") with { Lines = [] });
        var wrong = await EnterAsync(desk, desk.Agent(), Typed("M-1") with { Lines = [new("MUG", null, 0, 1m), new("CUP", null, 1, null)], Shipping = -1 });

        Assert.Contains("lines", empty.Error!.Fields.Select(f => f.Field));
        Assert.Equal(["lines[0].quantity", "lines[1].unitPrice", "shippingCharge"], wrong.Error!.Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
        await using var db = desk.Db();
        Assert.Equal((0, 0), (await db.Orders.CountAsync(Ct), await db.InboxItems.CountAsync(Ct)));
    }

    [Theory, EveryDatabase]
    public async Task A_customer_is_found_by_mail_phone_or_name_with_their_last_address(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.TakenAsync(shop.Order());

        foreach (var text in new[] { "buyer1@example.com", "+44 20 7946 0001", "Sample Buy" })
        {
            var found = await desk.UseAsync((KnownBuyers buyers) => buyers.ReadAsync(desk.Agent(), text, Ct));
            Assert.Equal(("Sample Buyer1", "1 Example Street"), (found.Value!.Single().Name, found.Value!.Single().Address?.Line1));
        }

        Assert.Empty((await desk.UseAsync((KnownBuyers buyers) => buyers.ReadAsync(desk.Agent(), "Sa", Ct))).Value!);
        Assert.Equal("intake.enter-forbidden", (await desk.UseAsync((KnownBuyers buyers) => buyers.ReadAsync(desk.WarehouseLead(), "Sample", Ct))).Error?.Code);
    }

    private static EnterOrder.Command Typed(string number) => new(
        number, "Ann Sample", "ann@example.com", "+44 20 7946 0958", Address, [new("MUG", "A mug", 2, 10m)], "GBP", 4.95m, Paid: true, "card", null);

    private static Task<Result<OrderId>> EnterAsync(TestDesk desk, Actor by, EnterOrder.Command command) => desk.UseAsync((EnterOrder enter) => enter.RunAsync(by, command, Ct));
}
