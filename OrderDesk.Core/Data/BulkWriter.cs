using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace OrderDesk.Core.Data;

/// <summary>
/// Many rows of many tables inside one write, several times faster than the change tracker: prepared inserts or the engine's own bulk load. Rows go in as
/// they are told: nothing is tracked, no event is raised, nothing is audited, so the caller counts, tells and audits what matters. Parents go in before
/// children. Reserve the numbers first with <see cref="IdSupply.ReserveAsync"/>, or the write runs again for each kind that runs dry.
/// </summary>
public sealed class BulkWriter(Write write)
{
    private const int StatementsPerBatch = 500;

    /// <summary>The write the rows go into.</summary>
    public Write Write => write;

    /// <summary>Learns how rows of these kinds are read and written, so that the first write need not.</summary>
    public static void Prepare(OrderDeskDb db, params IEnumerable<Type> kinds)
    {
        foreach (var kind in kinds)
        {
            BulkTable.Of(db, kind);
        }
    }

    /// <summary>Writes rows of one kind; a row without a number gets the next of its kind, which the object itself does not learn.</summary>
    public async Task InsertAsync<TRow>(IReadOnlyList<TRow> rows, CancellationToken ct) where TRow : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (write.Db.ChangeTracker.HasChanges())
        {
            await write.SaveAsync(ct);
        }

        var table = BulkTable.Of(write.Db, typeof(TRow));
        var unnumbered = table.Key < 0 ? 0 : rows.Count(row => table.Read(row, table.Key) is 0L);
        var first = unnumbered == 0 ? 0 : write.Db.Ids.Take(table.KeyKind, unnumbered);
        await write.Db.Dialect.InsertAsync(Transaction, new BulkRows(table, rows, first), ct);
    }

    /// <summary>Runs one statement of the dialect many times, each with its own values; the values of all have the same names in the same order.</summary>
    public async Task RunAsync(string sql, IReadOnlyList<string> names, IReadOnlyList<object[]> values, CancellationToken ct)
    {
        if (values.Count == 0)
        {
            return;
        }

        var connection = Transaction.Connection!;
        if (!connection.CanCreateBatch)
        {
            await RunPreparedAsync(connection, sql, names, values, ct);
            return;
        }

        foreach (var some in values.Chunk(StatementsPerBatch))
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = Transaction;
            foreach (var one in some)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                for (var i = 0; i < names.Count; i++)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (names[i], one[i]);
                    command.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    private DbTransaction Transaction => write.Db.Database.CurrentTransaction!.GetDbTransaction();

    private async Task RunPreparedAsync(DbConnection connection, string sql, IReadOnlyList<string> names, IReadOnlyList<object[]> values, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, Transaction);
        foreach (var name in names)
        {
            Dialect.Add(command, name, null);
        }

        foreach (var one in values)
        {
            for (var i = 0; i < names.Count; i++)
            {
                command.Parameters[i].Value = one[i];
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
