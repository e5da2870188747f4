using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Data;

/// <summary>Every connection to SQLite is durable, patient and keeps foreign keys, the first as well as one that comes back from the pool.</summary>
public class SqlitePragmaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_connection_has_its_settings_also_when_it_is_used_again()
    {
        await using var desk = await TestDesk.OpenAsync();
        for (var round = 0; round < 2; round++)
        {
            await using var one = desk.Db();
            await using var other = desk.Db();
            await one.Database.OpenConnectionAsync(Ct);
            await other.Database.OpenConnectionAsync(Ct);

            foreach (var db in (OrderDeskDb[])[one, other])
            {
                Assert.Equal((2, 1, 2), (await PragmaAsync(db, "synchronous"), await PragmaAsync(db, "foreign_keys"), await PragmaAsync(db, "temp_store")));
                Assert.InRange(await PragmaAsync(db, "busy_timeout"), 1_000, 60_000);
            }
        }
    }

    private static async Task<long> PragmaAsync(OrderDeskDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
