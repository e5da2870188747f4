using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace OrderDesk.Core.Data;

/// <summary>Fills the id pool from the block table, always outside a write.</summary>
public sealed class IdSupply(IDbContextFactory<OrderDeskDb> contexts, IdPool pool, WriteGate gate, TimeProvider clock) : IDisposable
{
    /// <summary>The first order number of a new database.</summary>
    public const long FirstOrder = 1_000_001;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes a new block of every kind that runs low.</summary>
    /// <exception cref="NoTurnException">No turn to write came in time.</exception>
    public async Task TopUpAsync(TimeSpan patience, CancellationToken ct)
    {
        var low = pool.Low();
        if (low.Count > 0)
        {
            await TakeAsync(low, patience, ct);
        }
    }

    /// <summary>Takes a block of one kind, at least as many as asked for.</summary>
    /// <exception cref="NoTurnException">No turn to write came in time.</exception>
    public Task RefillAsync(string name, int wanted, TimeSpan patience, CancellationToken ct) =>
        TakeAsync([(name, Math.Max(wanted, IdPool.SizeOf(name)))], patience, ct);

    /// <summary>Makes sure that ranges of this size are there for bulk work, in one go and before the write begins.</summary>
    public async Task ReserveAsync(IEnumerable<(string Name, int Count)> wanted, CancellationToken ct)
    {
        var missing = wanted.Where(want => want.Count > 0 && !pool.Has(want.Name, want.Count)).ToList();
        if (missing.Count > 0)
        {
            await TakeAsync(missing, Timeout.InfiniteTimeSpan, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task TakeAsync(IReadOnlyList<(string Name, int Size)> wanted, TimeSpan patience, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var mine = await WriteGate.EnterAsync(_one, patience, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // One patience for both doors.
        var left = patience == Timeout.InfiniteTimeSpan ? patience : patience - clock.GetElapsedTime(started);
        using var turn = await gate.EnterAsync(db.Dialect, left, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var taken = new List<(string Name, long First, int Size)>();
        foreach (var (name, size) in wanted.OrderBy(w => w.Name, StringComparer.Ordinal))
        {
            taken.Add((name, await AdvanceAsync(db, transaction, name, size, ct), size));
        }

        await transaction.CommitAsync(ct);
        taken.ForEach(block => pool.Add(block.Name, block.First, block.Size));
    }

    private static async Task<long> AdvanceAsync(OrderDeskDb db, IDbContextTransaction transaction, string name, int size, CancellationToken ct)
    {
        await using var command = transaction.GetDbTransaction().Connection!.CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = db.Dialect.AdvanceIds;
        Dialect.Add(command, "name", name);
        Dialect.Add(command, "count", (long)size);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            var first = name is "OrderId" ? FirstOrder : 1;
            command.CommandText = db.Dialect.StartIds;
            command.Parameters.Clear();
            Dialect.Add(command, "name", name);
            Dialect.Add(command, "next", first + size);
            await command.ExecuteNonQueryAsync(ct);
            return first;
        }

        command.CommandText = db.Dialect.ReadIds;
        command.Parameters.Clear();
        Dialect.Add(command, "name", name);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) - size;
    }
}
