using CsCheck;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Orders;

/// <summary>Whatever people, channels and warehouses do, and in whatever order, the books stay right.</summary>
public class HistoriesTests
{
    private enum Deed
    {
        Take,
        TakeUnpaid,
        TakeWithRemark,
        TakeAgain,
        TakePair,
        Receive,
        ReceivePair,
        Approve,
        Reject,
        Ask,
        Pay,
        Correct,
        Note,
        Hold,
        Claim,
        Serve,
    }

    private static readonly string[] Skus = ["MUG", "CUP", "JUG"];

    private static readonly string?[] Payments = ["paid", "paid", "paid", "authorized", "paid", "pending", "failed", "voided", "refunded", "partiallyrefunded", null, "paid"];

    private static readonly Gen<List<(Deed Deed, int Which, int Quantity)>> History =
        Gen.Select(Gen.Frequency((2, Gen.Const(Deed.Take)), (4, Gen.Const(Deed.TakePair)), (1, Gen.Const(Deed.Receive)), (2, Gen.Const(Deed.ReceivePair)), (3, Gen.Const(Deed.Reject)), (8, Gen.Enum<Deed>())), Gen.Int[0, 11], Gen.Int[1, 4]).List[4, 24];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public Task Every_history_keeps_every_promise(Database database) => History.SampleAsync(
        async history =>
        {
            await using var desk = await TestDesk.OpenAsync(database);
            var shop = await Shop.OpenAsync(desk);
            var sent = new List<(OrderId Id, Dictionary<string, object?> Body)>();
            foreach (var (deed, which, quantity) in history)
            {
                desk.Clock.Advance(TimeSpan.FromMinutes(7));
                var error = await DoAsync(desk, shop, sent, deed, which, quantity);
                Assert.True(error is null || error.Kind is ErrorKind.Conflict or ErrorKind.Invalid or ErrorKind.NotFound, $"{deed}: {error?.Code}");
            }

            Assert.Empty(await desk.ComplaintsAsync());
            await desk.RoundAsync("serve");
            Assert.Empty(await desk.ComplaintsAsync());
            Assert.Empty(await ForgottenAsync(desk));
            return true;
        },
        iter: database is Database.Sqlite ? 25 : 8,
        threads: 1);

    private static async Task<Error?> DoAsync(TestDesk desk, Shop shop, List<(OrderId Id, Dictionary<string, object?> Body)> sent, Deed deed, int which, int quantity)
    {
        var sku = Skus[which % Skus.Length];
        if (deed is Deed.Take or Deed.TakeUnpaid or Deed.TakeWithRemark or Deed.TakeAgain or Deed.TakePair || sent.Count == 0)
        {
            if (deed is Deed.Receive or Deed.ReceivePair)
            {
                return await ReceiveAsync(desk, deed is Deed.Receive ? [sku] : Skus[..2], quantity);
            }

            var body = deed is Deed.TakeAgain && sent.Count > 0 ? sent[which % sent.Count].Body
                : deed is Deed.TakePair ? Pair(shop, which, quantity)
                : shop.Order(sku, quantity);
            if (deed is Deed.TakeUnpaid)
            {
                body["payment"] = new { method = "transfer", status = "pending" };
            }
            else if (deed is Deed.TakeWithRemark)
            {
                body["requests"] = new { remark = "Please ring twice" };
            }

            var taken = await shop.SendAsync(body);
            if (taken.IsOk)
            {
                sent.Add((new OrderId(taken.Value.Answer.Id), body));
            }

            return taken.Error;
        }

        var id = sent[which % sent.Count].Id;
        await using var db = desk.Db();
        var version = await db.Orders.Where(o => o.Id == id).Select(o => o.Version).SingleAsync(Ct) - (which == 0 ? 1 : 0);
        return deed switch
        {
            Deed.Receive => await ReceiveAsync(desk, [sku], quantity),
            Deed.ReceivePair => await ReceiveAsync(desk, Skus[..2], quantity),
            Deed.Approve => (await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(desk.Agent(), new ApproveOrder.Command(id, version, [], null), Ct))).Error,
            Deed.Reject => (await desk.UseAsync((RejectOrder reject) => reject.RunAsync(desk.Agent(), new RejectOrder.Command(id, version, "duplicate", RefundInstruction.Full), Ct))).Error,
            Deed.Ask => (await desk.UseAsync((AskCustomer ask) => ask.RunAsync(desk.Agent(), new AskCustomer.Command(id, version, "Which street?", ContactWay.Email), Ct))).Error,
            Deed.Pay => (await desk.UseAsync((RecordPayment pay) => pay.RunAsync(desk.Manager(), new RecordPayment.Command(id, version, PaymentOf(which + quantity), 10m * quantity, $"ref-{which}"), Ct))).Error,
            Deed.Correct => (await desk.UseAsync((CorrectContact correct) => correct.RunAsync(desk.Agent(), new CorrectContact.Command(id, version, "Sample Other", "other@example.com", null, new PostalAddress { Line1 = $"{quantity} Example Row", City = "Sampleton", Country = "GB" }), Ct))).Error,
            Deed.Note => (await desk.UseAsync((AddNote note) => note.RunAsync(desk.Agent(), new AddNote.Command(id, "called"), Ct))).Error,
            Deed.Claim => (await desk.UseAsync((ClaimCase claim) => claim.RunAsync(desk.Agent(), new ClaimCase.Command(id), Ct))).Error,
            Deed.Hold => await HoldAsync(desk, id),
            Deed.Serve => await ServeAsync(desk),
            Deed.Take or Deed.TakeUnpaid or Deed.TakeWithRemark or Deed.TakeAgain or Deed.TakePair => null,
        };
    }

    /// <summary>An order for two articles, in either order, with a payment in any state.</summary>
    private static Dictionary<string, object?> Pair(Shop shop, int which, int quantity)
    {
        var body = which % 2 == 0 ? shop.Pair(Skus[0], Skus[1], quantity) : shop.Pair(Skus[1], Skus[0], quantity);
        body["payment"] = new { method = "card", status = Payments[which] };
        return body;
    }

    private static PaymentStatus PaymentOf(int number)
    {
        var all = Enum.GetValues<PaymentStatus>();
        return number % 2 == 0 ? PaymentStatus.Paid : all[number / 2 % all.Length];
    }

    private static async Task<Error?> ServeAsync(TestDesk desk)
    {
        await desk.RoundAsync("serve");
        return null;
    }

    /// <summary>SKUs whose oldest waiting order could have all it needs of them.</summary>
    private static async Task<List<string>> ForgottenAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        var waits = await db.StockWaits.OrderBy(w => w.PlacedAt).ThenBy(w => w.OrderId).ToListAsync(Ct);
        var free = await db.StockLevels.Join(db.Variants, l => l.VariantId, v => v.Id, (l, v) => new { v.Sku, Free = l.OnHand - l.Reserved }).ToListAsync(Ct);
        var lines = await db.OrderLines.ToListAsync(Ct);
        return [.. waits.GroupBy(w => w.Sku)
            .Where(sku => free.Where(f => f.Sku == sku.Key).Sum(f => f.Free) is > 0 and var units && units >= lines.Where(l => l.OrderId == sku.First().OrderId && l.Sku == sku.Key).Sum(l => l.Quantity))
            .Select(sku => sku.Key)];
    }

    private static async Task<Error?> ReceiveAsync(TestDesk desk, string[] skus, int quantity)
    {
        Error? error = null;
        foreach (var sku in skus)
        {
            error ??= (await desk.UseAsync((ReceiveStock receive) => receive.RunAsync(desk.WarehouseLead(), new ReceiveStock.Command(sku, quantity % 2 == 0 ? "NORTH" : "SOUTH", quantity), Ct))).Error;
        }

        return error;
    }

    private static async Task<Error?> HoldAsync(TestDesk desk, OrderId id) => (await desk.UseAsync((OrderDesk.Core.Data.Desk door) => door.WriteAsync(Actor.System("test"), async write =>
    {
        var order = await write.Db.Orders.Include(o => o.Lines).Include(o => o.Holds).SingleAsync(o => o.Id == id, Ct);
        return order.HoldByHand("to be looked at", write.Actor, write.Now);
    }, Ct))).Error;
}
