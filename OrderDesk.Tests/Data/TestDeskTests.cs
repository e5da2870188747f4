using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>The desk of the tests, tried itself on every engine.</summary>
public class TestDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_desk_begins_empty_and_keeps_to_itself(Database database)
    {
        await using var one = await TestDesk.OpenAsync(database);
        await using var other = await TestDesk.OpenAsync(database);

        await one.WriteAsync(write => write.Count("test.rows", spreadBy: 3, delta: 2));

        Assert.Equal(2, await CountAsync(one));
        Assert.Equal(0, await CountAsync(other));
    }

    [Theory, EveryDatabase]
    public async Task Another_node_sees_what_the_first_has_written(Database database)
    {
        await using var one = await TestDesk.OpenAsync(database);
        await using var other = one.AnotherNode();

        await one.WriteAsync(write => write.Count("test.rows", spreadBy: 0, delta: 1));
        await other.WriteAsync(write => write.Count("test.rows", spreadBy: 0, delta: 1));

        Assert.Equal(2, await CountAsync(one));
    }

    [Theory, EveryDatabase]
    public async Task A_refused_write_leaves_nothing_behind(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);

        var result = await desk.UseAsync<Desk, Result>(door => door.WriteAsync(Actor.System("test"), write =>
        {
            write.Count("test.rows", spreadBy: 0, delta: 1);
            write.Audit("test.tried", "test", 1);
            return Task.FromResult<Result>(Error.Conflict("shared.changed-meanwhile"));
        }, Ct));

        Assert.Equal("shared.changed-meanwhile", result.Error?.Code);
        await using var db = desk.Db();
        Assert.Equal(0, await db.AuditEntries.CountAsync(Ct));
        Assert.Equal(0, await CountAsync(desk));
    }

    [Theory, EveryDatabase]
    public async Task The_schema_is_that_of_the_migrations(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await using var db = desk.Db();

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    private static async Task<long> CountAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await db.Counters.Where(counter => counter.Name == "test.rows").SumAsync(counter => counter.Value, Ct);
    }

    [Theory, EveryDatabase]
    public async Task Order_numbers_do_not_jump_far_when_a_transaction_wants_more_than_are_left(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        const int Rounds = 10, Each = 20;
        var numbers = new List<long>();

        for (var round = 0; round < Rounds; round++)
        {
            numbers.AddRange(await desk.WriteAsync(write => Task.FromResult(Enumerable.Range(0, Each).Select(_ => write.NewId<OrderId>().Value).ToList())));
        }

        Assert.Equal(Rounds * Each, numbers.Distinct().Count());
        Assert.InRange(numbers.Max() - numbers.Min(), 0, Rounds * (Each + IdPool.OrderBlock));
    }
}
