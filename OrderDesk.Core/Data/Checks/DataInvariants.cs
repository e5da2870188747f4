namespace OrderDesk.Core.Data.Checks;

/// <summary>The file is whole: pages and indexes.</summary>
internal sealed class FileIsWhole() : QueryInvariant("I0 file", "The database file is whole and every index agrees with its table")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) => dialect.DamageQueries;
}

/// <summary>Every message is in exactly one state.</summary>
internal sealed class OutboxAddsUp() : QueryInvariant("I11 outbox", "Every message to the outside world is waiting, sent or set aside, and only one of them")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) =>
    [
        "SELECT o.id AS message, o.type AS kind FROM outbox AS o WHERE (CASE WHEN o.sent_at IS NULL THEN 0 ELSE 1 END) + " +
        "(CASE WHEN o.set_aside_at IS NULL THEN 0 ELSE 1 END) + (CASE WHEN o.next_try_at IS NULL THEN 0 ELSE 1 END) <> 1",
    ];
}

/// <summary>Nothing points at a row that is not there.</summary>
internal sealed class NothingIsOrphaned() : QueryInvariant("I13 references", "Nothing refers to a row that is not there")
{
    public override IReadOnlyList<string> Queries(Dialect dialect) => dialect.OrphanQueries;
}
