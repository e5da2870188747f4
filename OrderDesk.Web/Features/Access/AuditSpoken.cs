using Microsoft.Extensions.Localization;

namespace OrderDesk.Web.Features.Access;

/// <summary>The audit trail in words: an action has its own, or those of its kind of row and what was done to it; a new one without words shows its code.</summary>
internal static class AuditSpoken
{
    /// <summary>The kinds of rows that are written about, in the order of the desk, with the actions that have words of their own.</summary>
    public static IReadOnlyList<(string Kind, IReadOnlyList<string> Actions)> Kinds { get; } =
    [
        ("order", ["order.contact-revealed", "order.note-edited", "order.seeded"]), ("case", []), ("template", []), ("macro", []), ("skills", []), ("bulk", ["bulk.started", "bulk.done"]), ("customer", []),
        ("import", ["import.asked", "import.done", "import.cancelled", "import.rows-opened"]), ("inbox", ["inbox.opened"]),
        ("policy", []), ("hold", []), ("replay", ["replay.rows-opened"]), ("product", []), ("variant", []), ("warehouse", []), ("stock", ["stock.received"]), ("channel", []), ("api-key", []), ("view", ["view.removed"]), ("handover", []),
        ("staff",
        [
            "staff.invited", "staff.invited-again", "staff.accepted", "staff.renamed", "staff.roles-changed", "staff.disabled", "staff.enabled", "staff.unlocked", "staff.paused",
            "staff.password-changed", "staff.password-reset-issued", "staff.password-reset", "staff.second-factor-on", "staff.second-factor-off", "staff.second-factor-reset",
            "staff.recovery-code-used", "staff.sessions-ended",
        ]),
        ("session", ["session.started", "session.ended", "session.others-ended"]), ("access", ["access.setup-link-made"]), ("audit", ["audit.read"]),
        ("outbox", ["outbox.retried", "outbox.discarded"]), ("backup", ["backup.taken", "backup.restored"]),
    ];

    /// <summary>What was done.</summary>
    public static string Action(this IStringLocalizer<AccessWords> words, string action)
    {
        if (words[$"act.{action}"] is { ResourceNotFound: false } own)
        {
            return own.Value;
        }

        return action.Split('.') is [var kind, var verb] && words[$"verb.{verb}"] is { ResourceNotFound: false }
            ? words[$"verb.{verb}", words.Kind(kind)].Value
            : action;
    }

    /// <summary>The kind of row that somebody typed, by its name or by its word in their language, or null.</summary>
    public static string? KindOf(this IStringLocalizer<AccessWords> words, string typed) => Kinds.Select(known => known.Kind).FirstOrDefault(kind =>
        kind.Equals(typed, StringComparison.OrdinalIgnoreCase) || words.Kind(kind).Equals(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>A kind of row.</summary>
    public static string Kind(this IStringLocalizer<AccessWords> words, string kind) => words[$"kind.{kind}"] is { ResourceNotFound: false } known ? known.Value : kind;
}
