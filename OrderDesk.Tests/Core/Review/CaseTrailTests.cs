using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>The audit trail keeps what was decided; who had a case open meanwhile is not worth a line.</summary>
public sealed class CaseTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Claiming_renewing_and_letting_go_leave_no_line_and_a_decision_does(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 5);
        var order = new OrderId((await shop.SendAsync(shop.Order())).Value!.Answer.Id);
        await shop.HoldAsync(order);
        var rina = desk.Agent();

        await ClaimAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await ClaimAsync();
        Assert.True((await desk.UseAsync((LetGoOfCase letGo) => letGo.RunAsync(rina, new LetGoOfCase.Command(order), Ct))).IsOk);
        await ClaimAsync();

        await using var db = desk.Db();
        Assert.Empty(await LinesAsync());
        var version = await db.Orders.Where(o => o.Id == order).Select(o => o.Version).SingleAsync(Ct);
        Assert.True((await desk.UseAsync((ApproveOrder approve) => approve.RunAsync(rina, new ApproveOrder.Command(order, version, [], null), Ct))).IsOk);
        using var told = JsonDocument.Parse(Assert.Single(await LinesAsync())!);
        Assert.Equal("""["Open","Decided"]""", told.RootElement.GetProperty(nameof(ReviewCase.State)).GetRawText());
        Assert.Equal($"""["{rina.Name}",null]""", told.RootElement.GetProperty(nameof(ReviewCase.ClaimedByName)).GetRawText());

        async Task ClaimAsync() => Assert.True((await desk.UseAsync((ClaimCase claim) => claim.RunAsync(rina, new ClaimCase.Command(order), Ct))).IsOk);

        Task<List<string?>> LinesAsync() => db.AuditEntries.Where(entry => entry.SubjectKind == "case").Select(entry => entry.Details).ToListAsync(Ct);
    }
}
