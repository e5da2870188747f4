using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace OrderDesk.Tests.Support;

/// <summary>How SQLite would find the rows of a statement.</summary>
public static partial class QueryPlan
{
    /// <summary>The steps of the plan, such as <c>SEARCH o USING INDEX ix_orders_status_placed_at</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Storage storage, string sql, CancellationToken ct)
    {
        var place = new SqliteConnectionStringBuilder { DataSource = storage.File, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using var connection = new SqliteConnection(place.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        var steps = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }

    /// <summary>What would be slow at a million rows: tables read from end to end and results sorted by hand. Reading along an index in its order is fine.</summary>
    public static async Task<IReadOnlyList<string>> SlowStepsAsync(Storage storage, IEnumerable<string> statements, CancellationToken ct)
    {
        var slow = new List<string>();
        foreach (var sql in statements.Where(sql => Select().IsMatch(sql)).Distinct())
        {
            var steps = await OfAsync(storage, sql, ct);
            // A part of a union that was found along its own index is then read to its end, which is what it was found for.
            var parts = steps.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).Select(step => "SCAN " + step["CO-ROUTINE ".Length..]).ToHashSet();
            slow.AddRange(steps.Where(step => (FullScan().IsMatch(step) && !parts.Contains(step)) || step.StartsWith("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)).Select(step => $"{step}\n{sql}"));
        }

        return slow;
    }

    [GeneratedRegex(@"[@$:]\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\s*(SELECT|WITH)\s")]
    private static partial Regex Select();

    [GeneratedRegex(@"^SCAN (?!CONSTANT|json_each|\(subquery|.*(USING (COVERING )?INDEX|VIRTUAL TABLE))")]
    private static partial Regex FullScan();
}
