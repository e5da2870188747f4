using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification;

public class VerifyOrderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_clean_order_is_ready_with_its_stock_without_a_person(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);

        var result = await shop.SendAsync(shop.Order());

        Assert.Equal(OrderStatus.ReadyToFulfil, result.Value!.Answer.Status);
        Assert.Empty(result.Value.Answer.Holds);
        var row = await desk.FindingsAsync(result.Value.Answer.Id);
        Assert.Equal((1, 1, Outcome.Pass), (row.Runs, row.PolicyVersion, row.Worst));
        Assert.Equal(AllChecks.Codes.Order(), row.Findings.Select(f => f.Check).Order());
        Assert.Contains(row.Findings, f => f.Check is "phone" && f.Facts.Any(fact => fact.Label is "fact.phone-country" && fact.Value == "GB"));
    }

    [Theory, EveryDatabase]
    public async Task What_is_missing_is_listed_and_filling_it_in_sets_the_order_free(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = shop.Order();
        order["customer"] = new { name = "Sample Buyer", email = "buyer@example.com" };
        order["shippingAddress"] = new { name = "Sample Buyer", line1 = "1 Example Street", country = "GB" };

        var taken = (await shop.SendAsync(order)).Value!.Answer;

        Assert.Equal(OrderStatus.OnHold, taken.Status);
        Assert.Equal(["hold.address-incomplete", "hold.phone-missing"], taken.Holds.Select(h => h.Code).Order());
        Assert.All(taken.Holds, hold => Assert.Equal(HoldType.Information, hold.Type));
        Assert.Equal("[[\"l\",[\"w\",\"fact.city\"],[\"w\",\"fact.postal-code\"]]]", taken.Holds.Single(h => h.Code is "hold.address-incomplete").Args);

        var corrected = await desk.UseAsync((CorrectContact correct) => correct.RunAsync(
            desk.Agent(), new CorrectContact.Command(new OrderId(taken.Id), 0, "Sample Buyer", "buyer@example.com", "+442079460958", Sample.Address), Ct));

        Assert.True(corrected.IsOk, corrected.Error?.Code);
        await using var db = desk.Db();
        var now = await db.Orders.Include(o => o.Holds).SingleAsync(Ct);
        Assert.Equal((OrderStatus.ReadyToFulfil, HoldType.None), (now.Status, now.OpenHolds));
        Assert.All(now.Holds, hold => Assert.Equal(HoldState.Resolved, hold.State));
        Assert.True((await desk.FindingsAsync(taken.Id)).Runs >= 2);
    }

    [Theory, EveryDatabase]
    public async Task A_shortage_holds_the_order_until_units_arrive(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 1);

        var taken = (await shop.SendAsync(shop.Order(quantity: 3))).Value!.Answer;
        Assert.Equal(["hold.stock-short"], taken.Holds.Select(h => h.Code));
        Assert.Equal(HoldType.Stock, taken.Holds[0].Type);

        await shop.StockAsync("MUG", 2);

        await using var db = desk.Db();
        Assert.Equal(new { Status = OrderStatus.ReadyToFulfil, Fulfilment = FulfilmentStatus.Reserved }, await db.Orders.Select(o => new { o.Status, o.Fulfilment }).SingleAsync(Ct));
    }

    [Theory, EveryDatabase]
    public async Task A_sku_nobody_knows_waits_for_the_catalogue(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);

        var taken = (await shop.SendAsync(shop.Order("NEW-1"))).Value!.Answer;
        Assert.Equal(["hold.sku-unknown"], taken.Holds.Select(h => h.Code));

        await shop.StockAsync("NEW-1", 5);

        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(Ct)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_test_order_that_is_short_as_well_settles_and_waits_for_nothing(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        order["test"] = true;

        var taken = (await shop.SendAsync(order)).Value!.Answer;

        Assert.Equal(OrderStatus.OnHold, taken.Status);
        Assert.Contains("hold.test-order", taken.Holds.Select(h => h.Code));
        await using var db = desk.Db();
        Assert.Empty(await db.StockWaits.ToListAsync(Ct));
        await desk.IsCleanAsync();
    }

    [Theory, EveryDatabase]
    public async Task An_order_for_an_unknown_article_whose_payment_failed_goes_on_when_it_is_paid_and_the_article_is_there(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        order["payment"] = new { method = "card", status = "failed" };
        var id = await shop.TakenAsync(order);
        await desk.IsCleanAsync();
        await shop.StockAsync("MUG", 1);

        var paid = await desk.UseAsync((RecordPayment record) => record.RunAsync(desk.Manager(), new RecordPayment.Command(id, 0, PaymentStatus.Paid, 10m, "pay-2002"), Ct));
        await desk.RoundAsync("serve");

        Assert.True(paid.IsOk, paid.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(Ct)).Status);
        await desk.IsCleanAsync();
    }

    [Fact]
    public async Task What_a_person_released_stays_released_when_the_checks_run_again()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = shop.Order();
        order["requests"] = new { remark = "Please ring twice" };
        var taken = (await shop.SendAsync(order)).Value!.Answer;
        Assert.Equal("hold.remark", taken.Holds.Single().Code);

        var approved = await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(new OrderId(taken.Id), 0, [], "Told the carrier"), Ct));
        var again = await desk.VerifyAsync(desk.Agent(), taken.Id);

        Assert.Equal(OrderStatus.ReadyToFulfil, approved.Value?.Status);
        Assert.True(again.IsOk, again.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(OrderStatus.ReadyToFulfil, (await db.Orders.SingleAsync(Ct)).Status);
        Assert.Equal(Outcome.Fail, (await desk.FindingsAsync(taken.Id)).Worst);
    }

    [Fact]
    public async Task A_check_that_throws_leaves_the_order_held_until_a_person_looks()
    {
        var broken = new Check("phone", CheckGroup.Customer, HoldType.Information, (_, _) => throw new InvalidOperationException("broken"));
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton(provider => new VerifyOrder(
            provider.GetRequiredService<GatherFacts>(), provider.GetRequiredService<CurrentPolicy>(), provider.GetRequiredService<CurrentHolds>(), NullLogger<VerifyOrder>.Instance)
        {
            Checks = [.. AllChecks.List.Where(c => c.Code != "phone"), broken],
        }));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);

        var taken = (await shop.SendAsync(shop.Order())).Value!.Answer;

        Assert.Equal((OrderStatus.OnHold, HoldType.System, "hold.check-failed"), (taken.Status, taken.Holds.Single().Type, taken.Holds.Single().Code));
    }

    [Fact]
    public async Task Who_may_not_is_refused_and_personal_values_are_left_out()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var taken = (await shop.SendAsync(shop.Order())).Value!.Answer;

        Assert.Equal("verification.run-forbidden", (await desk.VerifyAsync(desk.WarehouseLead(), taken.Id)).Error?.Code);
        Assert.Equal("orders.not-found", (await desk.VerifyAsync(desk.Agent(), 5)).Error?.Code);
        Assert.Equal("orders.read-forbidden", (await desk.UseAsync((OrderFindings f) => f.ReadAsync(desk.Nobody(), new OrderId(taken.Id), Ct))).Error?.Code);
        var seen = await desk.FindingsAsync(taken.Id, desk.WarehouseLead());
        Assert.All(seen.Findings.SelectMany(f => f.Facts).Where(f => f.Value.Kind is TermKind.Personal), fact => Assert.Equal("", fact.Value.Text));
        Assert.Contains((await desk.FindingsAsync(taken.Id)).Findings.SelectMany(f => f.Facts), f => f.Value is { Kind: TermKind.Personal, Text.Length: > 0 });
    }

    [Fact]
    public async Task Verifying_a_new_order_asks_the_database_once_and_along_indexes()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        await shop.SendAsync(shop.Order());
        var before = log.Statements.Count;

        await shop.SendAsync(shop.Order());

        var asked = log.Statements.Skip(before).Where(s => s.Contains("FROM \"orders\"", StringComparison.Ordinal)).ToList();
        var one = Assert.Single(asked);
        Assert.Contains("UNION ALL", one, StringComparison.Ordinal);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, asked, Ct));
    }
}
