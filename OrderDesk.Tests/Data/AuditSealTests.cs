using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>Whoever tampers with the audit trail is found out.</summary>
public class AuditSealTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_trail_cannot_be_changed_by_a_statement(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SealedAsync(desk);

        await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(desk, "UPDATE audit_entries SET actor_name = 'nobody'"));
        await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(desk, "DELETE FROM audit_entries"));
    }

    [Theory, EveryDatabase]
    public async Task A_trail_that_nobody_touched_verifies_while_it_grows(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SealedAsync(desk);
        await SealedAsync(desk);
        await desk.WriteAsync(write => write.Audit("test.not-sealed-yet", "test", 9));

        Assert.Equal(0, (await VerifyAsync(desk)).Violations);
        await using var db = desk.Db();
        Assert.Equal(2, await db.AuditSeals.CountAsync(Ct));
        Assert.Equal(1, await db.UnsealedEntries.CountAsync(Ct));
    }

    [Theory]
    [EveryDatabase("UPDATE audit_entries SET actor_name = 'nobody' WHERE subject_id = 2")]
    [EveryDatabase("DELETE FROM audit_entries WHERE subject_id = 2")]
    [EveryDatabase("INSERT INTO audit_entries (id, at, actor_id, actor_name, action, subject_kind, subject_id) SELECT 999999, at, actor_id, actor_name, action, subject_kind, 7 FROM audit_entries WHERE id = (SELECT MIN(id) FROM audit_entries WHERE subject_id = 2)")]
    [EveryDatabase("UPDATE audit_entries SET subject_id = 5 - subject_id WHERE subject_id IN (2, 3)")]
    [EveryDatabase("DELETE FROM audit_seals WHERE number = (SELECT MAX(number) FROM audit_seals)")]
    [EveryDatabase("DELETE FROM audit_seals WHERE number = 1")]
    [EveryDatabase("UPDATE audit_seals SET hash = 'abc' WHERE number = 2")]
    public async Task Tampering_is_found(Database database, string tampering)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SealedAsync(desk);
        await SealedAsync(desk);
        await UnlockAsync(desk);

        await ExecuteAsync(desk, tampering);

        Assert.True((await VerifyAsync(desk)).Violations > 0);
    }

    [Theory, EveryDatabase]
    public async Task A_tail_cut_off_with_its_seal_is_found_by_the_kept_head(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await SealedAsync(desk);
        await SealedAsync(desk);
        await UnlockAsync(desk);

        await ExecuteAsync(desk, "DELETE FROM audit_entries WHERE id > (SELECT MIN(id) + 2 FROM audit_entries)");
        await ExecuteAsync(desk, "DELETE FROM audit_seals WHERE number = 2");

        var found = await VerifyAsync(desk);
        Assert.Contains("seal 2 is gone", string.Join(' ', found.Examples), StringComparison.Ordinal);
    }

    /// <summary>Three lines and a seal over them.</summary>
    private static async Task SealedAsync(TestDesk desk)
    {
        await desk.WriteAsync(write =>
        {
            for (var i = 1; i <= 3; i++)
            {
                write.Audit("test.done", "test", i, new { before = "ü", after = i });
            }
        });
        var run = await desk.HoldJobAsync("audit-seal");
        var outcome = await desk.UseAsync((SealAudit seal) => seal.WorkAsync(run, Ct));
        Assert.Equal("jobs.audit.sealed", outcome?.Code);
    }

    private static async Task<Finding> VerifyAsync(TestDesk desk)
    {
        await using var db = desk.Db();
        return await desk.Services.GetRequiredService<AuditTrailHolds>().CheckAsync(db, live: true, Ct);
    }

    /// <summary>What somebody with the keys to the database could do.</summary>
    private static Task UnlockAsync(TestDesk desk) => ExecuteAsync(desk, desk.Storage.Provider is StorageProvider.Sqlite
        ? "DROP TRIGGER audit_entries_keep; DROP TRIGGER audit_entries_stay"
        : "DROP TRIGGER audit_entries_keep ON audit_entries");

    private static async Task ExecuteAsync(TestDesk desk, string sql)
    {
        await using var db = desk.Db();
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }
}
