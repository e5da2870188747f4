using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>The id of one line of the audit trail.</summary>
public readonly record struct AuditEntryId(long Value) : ITypedId
{
    /// <summary>Whether one line was numbered before another; breaks the tie of lines of the same instant.</summary>
    public static bool operator <(AuditEntryId one, AuditEntryId other) => one.Value < other.Value;

    /// <summary>Whether one line was numbered after another.</summary>
    public static bool operator >(AuditEntryId one, AuditEntryId other) => one.Value > other.Value;
}

/// <summary>Keeps a property's values out of the audit trail: only the fact of the change is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>A property that holds only for the moment, such as who has something open: a change of nothing but such properties is no line of the audit trail.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MomentaryAttribute : Attribute;

/// <summary>One line of the audit trail: who did what to which row, before and after, when; never changed, never deleted.</summary>
public sealed class AuditEntry
{
    /// <summary>The line's id.</summary>
    public AuditEntryId Id { get; internal init; }

    /// <summary>When it was committed (UTC).</summary>
    public DateTime At { get; internal init; }

    /// <summary>The member of staff, or 0 for the system and channels.</summary>
    public StaffId ActorId { get; internal init; }

    /// <summary>The actor's name at that time.</summary>
    public string ActorName { get; internal init; } = "";

    /// <summary>What was done: a dotted code that is also a translation key, such as <c>product.changed</c>.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The kind of row.</summary>
    public string SubjectKind { get; internal init; } = "";

    /// <summary>The number of the row.</summary>
    public long SubjectId { get; internal init; }

    /// <summary>The changed values before and after as JSON, or null.</summary>
    public string? Details { get; internal init; }
}

/// <summary>An audit line that no seal covers yet; removed by the seal that does.</summary>
public sealed class UnsealedEntry
{
    /// <summary>The line.</summary>
    public AuditEntryId EntryId { get; internal init; }
}

/// <summary>One link of the hash chain over the audit trail: SHA-256 of the link before and of the lines it covers.</summary>
public sealed class AuditSeal
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Number { get; internal init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime At { get; internal init; }

    /// <summary>The ids of the lines it covers, ascending, separated by commas.</summary>
    public string EntryIds { get; internal init; } = "";

    /// <summary>SHA-256 in lower-case hex of the previous hash and the canonical text of the lines.</summary>
    public string Hash { get; internal init; } = "";
}
