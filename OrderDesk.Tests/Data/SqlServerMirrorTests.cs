using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>Queries of the other engines, seen in the mirror of SQL Server.</summary>
public class SqlServerMirrorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_translated_with_its_parameters()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();
        var names = new List<string> { "a", "b" };
        var least = 3L;

        var sql = Assert.Single(SqlServerMirror.Translate(
            db.Counters.Where(counter => names.Contains(counter.Name) && counter.Value > least).OrderBy(counter => counter.Name).Skip(2).Take(5).Select(counter => counter.Value).Expression));

        Assert.Contains("FROM [counters] AS [c]", sql, StringComparison.Ordinal);
        Assert.Contains("FETCH NEXT", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_with_its_lines_and_a_single_answer_pass_the_mirror()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();
        var id = new OrderId(7);

        Assert.Null(await db.Orders.Include(order => order.Lines).SingleOrDefaultAsync(order => order.Id == id, Ct));
        Assert.False(await db.Orders.AnyAsync(order => order.Id == id, Ct));
        Assert.Equal(0, await db.Counters.Where(counter => counter.Name == "x").ExecuteDeleteAsync(Ct));
    }

    [Fact]
    public async Task A_compiled_query_is_seen_as_well()
    {
        var glob = EF.CompileAsyncQuery((OrderDeskDb db, string name) => db.Counters.Where(counter => EF.Functions.Glob(counter.Name, name)));
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await glob(db, "orders.*").ToListAsync(Ct));

        Assert.Contains("SQL Server cannot run this query", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_only_sqlite_could_run_does_not_pass()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.Counters.Where(counter => EF.Functions.Glob(counter.Name, "orders.*")).ToListAsync(Ct));

        Assert.Contains("SQL Server cannot run this query", failure.ToString(), StringComparison.Ordinal);
    }
}
