using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Replay;

/// <summary>What a replay knows of a past order is what the checks knew when it came in.</summary>
public class PastFactsTests
{
    private static readonly VerificationPolicy Policy = new()
    {
        DuplicateHours = 30,
        FirstOrderLimits = new Dictionary<string, decimal> { ["GBP"] = 15 },
        Rules = [new CustomRule { Code = "shop", Name = "Web shop", When = RuleGroup.All(new RuleLeaf("order.channel", RuleOperator.Is, ["webshop"])), Then = new RuleActions { Tag = "web" } }],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Database.Sqlite, 1)]
    [InlineData(Database.Sqlite, 2)]
    [InlineData(Database.Sqlite, 3)]
    [InlineData(Database.PostgreSql, 4)]
    public async Task A_replay_knows_of_every_order_what_the_checks_knew_when_it_came_in(Database database, int seed)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shops = new[] { await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market") };
        foreach (var shop in shops)
        {
            await shop.StockAsync("MUG", 5_000);
        }

        var live = new Dictionary<OrderId, string>();
        var random = new Random(seed);
        for (var n = 0; n < 55; n++)
        {
            // Every third comes in at the same instant as the one before; some steps are exactly the edges of the windows.
            desk.Clock.Advance(random.Next(7) switch { 0 or 1 => TimeSpan.Zero, 2 => TimeSpan.FromHours(24), 3 => TimeSpan.FromHours(30), 4 => TimeSpan.FromMinutes(60), _ => TimeSpan.FromMinutes(random.Next(1, 600)) });
            var id = await shops[random.Next(2)].TakenAsync(Body(shops[0], desk, random));
            live[id] = await LiveAsync(desk, id);
            await ActAsync(desk, random, live.Keys.ElementAt(random.Next(live.Count)));
        }

        var period = (DateTime.UnixEpoch, desk.Now.AddDays(1));
        var reader = new PastReader(desk.Services.GetRequiredService<IDbContextFactory<OrderDeskDb>>(), Policy, Policy with { DuplicateHours = 24 }, TimeZoneInfo.Utc, period) { Size = 7 };
        var replayed = await AllAsync(reader);

        await using var db = desk.Db();
        var few = await PastFew.ReadAsync(db, live.Keys.Where((_, at) => at % 3 == 1), Policy, new PassLimits(), TimeZoneInfo.Utc, Ct);
        Assert.Equal(18, few.Count);
        Assert.All(few, one => Assert.All(RuleFields.List, field => Assert.Equal(field.Read(replayed.Single(past => past.Order.Id == one.Key).Before), field.Read(one.Value))));
        Assert.Equal(live.Count, replayed.Count);
        Assert.All(replayed, past => Assert.Equal(live[past.Order.Id], Written(past.Before)));
        Assert.Contains(replayed, past => past.Before.SameLines.Count > 0);
        Assert.Contains(replayed, past => past.Before.Habit is not null);
        Assert.All(Enum.GetValues<Tie>(), tie => Assert.Contains(replayed, past => past.Before.Others.Any(o => o.Tie == tie)));
        Assert.Contains(replayed, past => past.Before.Others.Any(o => o.Status is OrderStatus.Cancelled));
    }

    [Fact]
    public async Task What_went_wrong_with_an_order_later_was_not_known_to_those_before_it()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        var body = shop.Order();
        var pending = shop.Order();
        pending["payment"] = new { method = "card", status = "pending" };
        var waited = await shop.TakenAsync(pending);
        var first = await shop.TakenAsync(body);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        var second = await shop.TakenAsync(new Dictionary<string, object?>(body) { ["externalId"] = "again" });
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await PayAsync(desk, first, PaymentStatus.Refunded);
        await PayAsync(desk, waited, PaymentStatus.Paid);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await shop.TakenAsync(new Dictionary<string, object?>(body) { ["externalId"] = "a third time" });

        var reader = new PastReader(desk.Services.GetRequiredService<IDbContextFactory<OrderDeskDb>>(), Policy, Policy, TimeZoneInfo.Utc, (DateTime.UnixEpoch, desk.Now.AddDays(1))) { Size = 1 };
        var all = (await AllAsync(reader)).ToDictionary(past => past.Order.Id);

        Assert.Equal((PaymentStatus.Paid, true), (all[first].Order.Payment, all[first].Refunded));
        Assert.Equal((PaymentStatus.Paid, false), (all[waited].Order.Payment, all[waited].Unpaid));
        Assert.All(all[second].Before.Others, other => Assert.Equal(PaymentStatus.Paid, other.Payment));
        Assert.Contains(all.Values.Last().Before.Others, other => other.Id == first && other.Payment is PaymentStatus.Refunded);
    }

    [Fact]
    public async Task What_is_read_for_a_batch_is_read_along_indexes_and_not_order_by_order()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 50);
        for (var n = 0; n < 12; n++)
        {
            await shop.TakenAsync(shop.Order());
        }

        var reader = new PastReader(desk.Services.GetRequiredService<IDbContextFactory<OrderDeskDb>>(), Policy, Policy, TimeZoneInfo.Utc, (DateTime.UnixEpoch, desk.Now.AddDays(1))) { Size = 12 };
        var before = log.Statements.Count;
        await reader.NextAsync(null, Ct);

        var asked = log.Statements.Skip(before).Where(s => s.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        Assert.InRange(asked.Count, 5, 12);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, asked.Where(s => !s.Contains("\"channels\"", StringComparison.Ordinal)), Ct));
    }

    private static async Task<List<PastFacts>> AllAsync(PastReader reader)
    {
        var all = new List<PastFacts>();
        for (var batch = await reader.NextAsync(null, Ct); batch.Last is { } last; batch = await reader.NextAsync(last, Ct))
        {
            all.AddRange(batch.Orders);
        }

        return all;
    }

    /// <summary>An order of few people, few doors and few payments, some placed long before they come in.</summary>
    private static Dictionary<string, object?> Body(Shop shop, TestDesk desk, Random random)
    {
        var (who, quantity) = (random.Next(4), random.Next(1, 3));
        var body = shop.Order(quantity: quantity);
        var placed = desk.Now - (random.Next(5) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromHours(30), 2 => TimeSpan.FromHours(24), 3 => TimeSpan.FromHours(-1), _ => TimeSpan.FromMinutes(random.Next(1, 200)) });
        body["placedAt"] = placed.ToString("O");
        body["customer"] = random.Next(5) == 0
            ? new { name = $"Buyer{who}", email = (string?)null, phone = (string?)$"+44 20 7946 000{random.Next(3)}" }
            : new { name = $"Buyer{who}", email = (string?)$"buyer{who}@example.com", phone = random.Next(2) == 0 ? (string?)$"+44 20 7946 000{random.Next(3)}" : null };
        body["shippingAddress"] = new { name = $"Buyer{who}", line1 = $"{random.Next(3)} Example Street", city = "Sampleton", postalCode = "SW1A 1AA", country = "GB" };
        body["payment"] = new { method = "card", status = "paid", amount = quantity * 10m, currency = "GBP", reference = random.Next(2) == 0 ? $"pay-{random.Next(6)}" : $"single-{random.Next(1_000_000)}" };
        return body;
    }

    /// <summary>Now and then somebody cancels an order or its money goes back.</summary>
    private static async Task ActAsync(TestDesk desk, Random random, OrderId id)
    {
        if (random.Next(4) == 0)
        {
            // What happens in one instant has no order that anybody could tell afterwards.
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await desk.WriteAsync(async write =>
            {
                var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
                return order.Cancel("not wanted", null, write.Actor, write.Now).IsOk;
            });
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static Task<bool> PayAsync(TestDesk desk, OrderId id, PaymentStatus status) => desk.WriteAsync(async write =>
    {
        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
        return order.RecordPayment(status, null, null, write.Actor, write.Now).IsOk;
    });

    private static Task<string> LiveAsync(TestDesk desk, OrderId id) => desk.WriteAsync(async write =>
    {
        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
        return Written(await desk.Services.GetRequiredService<GatherFacts>().OfAsync(write, order, Policy, Ct));
    });

    private static string Written(OrderFacts facts) => string.Join('\n', facts.Others.Select(o =>
            $"{o.Tie} {o.Id.Value} {o.PlacedAt:O} {o.ReceivedAt:O} {o.Status is OrderStatus.Cancelled} {o.Payment} {o.Currency} {o.LinesMinor} {o.TotalMinor}"))
        + $"\nsame {string.Join(',', facts.SameLines.Select(id => id.Value).Order())} habit {facts.Habit} channel {facts.Channel} blocked {facts.Customer?.BlockedAt}";
}
