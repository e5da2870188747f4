namespace OrderDesk.Core.Data;

/// <summary>The next free number of one kind of id, handed out in blocks.</summary>
public sealed class IdBlock
{
    /// <summary>The name of the id type, such as <c>OrderId</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first number nobody has taken.</summary>
    public long Next { get; set; }
}

/// <summary>One committed change, read by every node to refresh open screens; carries no data.</summary>
public sealed class Change
{
    /// <summary>The order in which the engine numbered it; on PostgreSQL a lower number may commit later.</summary>
    public long Seq { get; private init; }

    /// <summary>The kind of row that changed, such as <c>order</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>The number of the row.</summary>
    public long EntityId { get; private init; }

    /// <summary>The process that made it and has told its own screens already; 0 where nobody was told.</summary>
    public int Node { get; private init; }

    /// <summary>When it was committed (UTC).</summary>
    public DateTime At { get; private init; }
}

/// <summary>One shard of a count that is kept in the transaction that changes it.</summary>
public sealed class Counter
{
    /// <summary>What is counted, such as <c>orders.status.3</c>.</summary>
    public string Name { get; private init; } = "";

    /// <summary>0 to <see cref="Shards"/> − 1; the count is the sum over its shards.</summary>
    public int Shard { get; private init; }

    /// <summary>The count of this shard; one shard alone may be negative.</summary>
    public long Value { get; private init; }

    /// <summary>Over how many rows a count is spread so that writers rarely wait for each other.</summary>
    public const int Shards = 8;
}

/// <summary>Which node runs a background job, until when, with a fence that refuses late writes.</summary>
public sealed class JobLease
{
    /// <summary>The longest outcome.</summary>
    public const int OutcomeMaxLength = 1000;

    /// <summary>The job.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The node that holds it.</summary>
    public string Owner { get; private init; } = "";

    /// <summary>Rises by one each time the lease changes hands.</summary>
    public long Fence { get; private init; }

    /// <summary>When it lapses unless renewed (UTC).</summary>
    public DateTime Until { get; private init; }

    /// <summary>When the job last finished a run (UTC).</summary>
    public DateTime? LastRunAt { get; private init; }

    /// <summary>What its runs said last, and its last fault, as JSON.</summary>
    public string? LastOutcome { get; private init; }
}
