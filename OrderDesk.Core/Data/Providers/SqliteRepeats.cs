using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrderDesk.Core.Data.Providers;

/// <summary>
/// The statements that one write says again and again, each prepared once: SQLite would otherwise read the same text anew for every row, which was a quarter of
/// the time of a write over many orders. Lives inside the write and ends before its connection does.
/// </summary>
internal sealed class SqliteRepeats : IDisposable
{
    /// <summary>More texts than this are no repetition.</summary>
    private const int Most = 100;

    private readonly Dictionary<string, Kept> _idle = new(StringComparer.Ordinal);
    private bool _over;

    /// <summary>How often a statement was not prepared because it had been before.</summary>
    public int Spared { get; private set; }

    /// <summary>The prepared statement of this text where one is idle, with what this call brings; a new one that will be kept where none is.</summary>
    private Kept Take(SqliteCommand fresh)
    {
        if (_idle.Remove(fresh.CommandText, out var kept))
        {
            Spared++;
        }
        else
        {
            kept = new Kept(this) { CommandText = fresh.CommandText, Connection = fresh.Connection };
        }

        (kept.Transaction, kept.CommandTimeout) = (fresh.Transaction, fresh.CommandTimeout);
        foreach (SqliteParameter parameter in fresh.Parameters)
        {
            kept.Parameters.Add(parameter);
        }

        fresh.Dispose();
        return kept;
    }

    private bool Keeps(Kept used)
    {
        if (_over || _idle.Count >= Most || !_idle.TryAdd(used.CommandText, used))
        {
            return false;
        }

        used.Parameters.Clear();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _over = true;
        foreach (var kept in _idle.Values)
        {
            kept.Dispose();
        }

        _idle.Clear();
    }

    private sealed class Kept(SqliteRepeats of) : SqliteCommand
    {
        protected override void Dispose(bool disposing)
        {
            if (!disposing || !of.Keeps(this))
            {
                base.Dispose(disposing);
            }
        }
    }

    /// <summary>Hands statements of a write that repeats itself to what it keeps.</summary>
    internal sealed class Listener : DbCommandInterceptor
    {
        /// <inheritdoc/>
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
            eventData.Context is OrderDeskDb { Repeats: { } repeats } && result is SqliteCommand fresh ? repeats.Take(fresh) : result;
    }
}
