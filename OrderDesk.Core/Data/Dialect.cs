using System.Data.Common;

namespace OrderDesk.Core.Data;

/// <summary>What a storage failure means to the desk.</summary>
public enum StorageFault
{
    /// <summary>Not about storage: a bug, and thrown on.</summary>
    None,

    /// <summary>Somebody was in the way for a moment: run the whole write again.</summary>
    Transient,

    /// <summary>A unique row exists already: run the whole write again, it will now see the row.</summary>
    Duplicate,

    /// <summary>The disk or the quota is full.</summary>
    Full,

    /// <summary>The database cannot be reached or read.</summary>
    Broken,
}

/// <summary>All SQL that is not the same on every engine, and all raw SQL there is, in one place each.</summary>
public abstract partial class Dialect
{
    /// <summary>The engine.</summary>
    public abstract StorageProvider Provider { get; }

    /// <summary>Whether one process writes at a time (one file, one writer).</summary>
    public virtual bool OneWriter => false;

    /// <summary>What this exception means.</summary>
    public abstract StorageFault FaultOf(Exception exception);

    /// <summary>Moves a block of ids on: parameters name, count; answers the number of rows.</summary>
    public virtual string AdvanceIds => "UPDATE id_blocks SET next = next + @count WHERE name = @name";

    /// <summary>The next free id of a kind: parameter name.</summary>
    public virtual string ReadIds => "SELECT next FROM id_blocks WHERE name = @name";

    /// <summary>The first block of a kind: parameters name, next.</summary>
    public virtual string StartIds => "INSERT INTO id_blocks (name, next) VALUES (@name, @next)";

    /// <summary>Adds to a shard of a count: parameters name, shard, delta; answers the number of rows.</summary>
    public virtual string AddToCounter => "UPDATE counters SET value = value + @delta WHERE name = @name AND shard = @shard";

    /// <summary>The first row of a shard: parameters name, shard, delta.</summary>
    public virtual string StartCounter => "INSERT INTO counters (name, shard, value) VALUES (@name, @shard, @delta)";

    /// <summary>One line of the change feed: parameters kind, id, node, at.</summary>
    public virtual string AddChange => "INSERT INTO changes (kind, entity_id, node, at) VALUES (@kind, @id, @node, @at)";

    /// <summary>Wakes the other nodes after the commit; null where they poll.</summary>
    public virtual string? Notify => null;

    /// <summary>Makes an order findable by text, replacing what was there: parameters id, words.</summary>
    public abstract string IndexOrder { get; }

    /// <summary>Makes a new order findable by text: parameters id, words.</summary>
    public abstract string IndexNewOrder { get; }

    /// <summary>Ids of orders that hold every wanted word, newest first, below a cursor: parameters words, before, take.</summary>
    public abstract string SearchOrders { get; }

    /// <summary>The words of a search in the engine's own notation; the last letters of a word may be missing.</summary>
    public abstract string SearchExpression(IReadOnlyList<string> words);

    /// <summary>What to run once when the schema is new: search index, triggers that keep the audit trail append only.</summary>
    public abstract IReadOnlyList<string> SchemaExtras { get; }

    /// <summary>Undoes <see cref="SchemaExtras"/>.</summary>
    public abstract IReadOnlyList<string> DropSchemaExtras { get; }

    /// <summary>Writes rows into their table inside the transaction, as fast as the engine can.</summary>
    public abstract Task InsertAsync(DbTransaction transaction, BulkRows rows, CancellationToken ct);

    /// <summary>Counts a range of new orders with their customers: parameters first, last.</summary>
    public virtual string CountOrders =>
        "UPDATE customers SET order_count = customers.order_count + more.placed, " +
        "first_order_at = CASE WHEN customers.first_order_at < more.earliest THEN customers.first_order_at ELSE more.earliest END, " +
        "last_order_at = CASE WHEN customers.last_order_at > more.latest THEN customers.last_order_at ELSE more.latest END " +
        "FROM (SELECT o.customer_id, COUNT(*) AS placed, MIN(o.placed_at) AS earliest, MAX(o.placed_at) AS latest FROM orders AS o " +
        "WHERE o.id BETWEEN @first AND @last AND o.customer_id IS NOT NULL GROUP BY o.customer_id) AS more WHERE customers.id = more.customer_id";

    /// <summary>Counts all orders of one customer anew: parameter id.</summary>
    public virtual string RecountOrders =>
        "UPDATE customers SET order_count = (SELECT COUNT(*) FROM orders WHERE customer_id = @id), " +
        "first_order_at = (SELECT MIN(placed_at) FROM orders WHERE customer_id = @id), " +
        "last_order_at = (SELECT MAX(placed_at) FROM orders WHERE customer_id = @id) WHERE id = @id";

    /// <summary>Makes a parameter for a raw command.</summary>
    public static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>The first storage exception inside, or null.</summary>
    protected static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
