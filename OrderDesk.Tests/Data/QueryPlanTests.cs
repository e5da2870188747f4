using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>The reader of query plans, tried itself.</summary>
public class QueryPlanTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_that_reads_a_whole_table_is_seen()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        await using var db = desk.Db();

        await db.AuditEntries.Where(entry => entry.ActorName == "Rina").OrderBy(entry => entry.ActorName).Take(50).ToListAsync(Ct);

        Assert.NotEmpty(await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements, Ct));
    }

    [Fact]
    public async Task A_row_found_by_its_key_is_not_slow()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        await using var db = desk.Db();
        var name = "orders";

        await db.Counters.Where(counter => counter.Name == name).ToListAsync(Ct);

        Assert.Single(log.Statements);
        Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements, Ct));
    }
}
