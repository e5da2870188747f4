using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace OrderDesk.Core.Data.Checks;

/// <summary>An invariant that the database itself looks for: queries that answer one row for each violation.</summary>
public abstract class QueryInvariant(string name, string says) : IInvariant
{
    /// <summary>How long one query may take; a million orders take seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Says => says;

    /// <summary>The queries; the columns of a row are the words of the example. Must be the same on every engine or come from its dialect.</summary>
    public abstract IReadOnlyList<string> Queries(Dialect dialect);

    /// <inheritdoc/>
    public async Task<Finding> CheckAsync(OrderDeskDb db, bool live, CancellationToken ct)
    {
        var found = Finding.Clean;
        foreach (var sql in Queries(db.Dialect))
        {
            found = found.Plus(await LookAsync(db, sql, ct));
        }

        return found;
    }

    /// <summary>Counts the rows of a query and keeps the first.</summary>
    internal static async Task<Finding> LookAsync(OrderDeskDb db, string sql, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = (int)Limit.TotalSeconds;
            await using var reader = await command.ExecuteReaderAsync(ct);
            var (rows, examples) = (0L, new List<string>());
            while (await reader.ReadAsync(ct))
            {
                rows++;
                if (examples.Count < Finding.MostExamples)
                {
                    examples.Add(string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)} {Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)}")));
                }
            }

            return new Finding(rows, examples);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
