using Microsoft.EntityFrameworkCore;

namespace OrderDesk.Core.Data.Checks;

/// <summary>The audit trail is as it was written: no line changed, removed, slipped in or swapped, and its end not cut off.</summary>
public sealed class AuditTrailHolds(AuditHead head) : IInvariant
{
    private const int SealsAtOnce = 50;

    /// <inheritdoc/>
    public string Name => "I12 audit-trail";

    /// <inheritdoc/>
    public string Says => "The audit trail is as it was written, line by line and seal by seal";

    /// <inheritdoc/>
    public async Task<Finding> CheckAsync(OrderDeskDb db, bool live, CancellationToken ct)
    {
        // The head first, then one instant for all the rest: while the desk runs, lines come and are sealed.
        var kept = head.See();
        await using var instant = await db.Database.BeginTransactionAsync(db.Dialect.SnapshotLevel, ct);
        var (found, sealedLines, before, expected) = (Finding.Clean, 0L, AuditChain.Start, 1L);
        for (var last = 0L; await db.AuditSeals.Where(seal => seal.Number > last).OrderBy(seal => seal.Number).Take(SealsAtOnce).ToListAsync(ct) is { Count: > 0 } seals; last = seals[^1].Number)
        {
            foreach (var seal in seals)
            {
                if (seal.Number != expected)
                {
                    found = found.Plus(FormattableString.Invariant($"seal {expected} is missing"));
                }

                var ids = AuditChain.IdsOf(seal);
                var lines = await db.AuditEntries.Where(entry => ids.Contains(entry.Id)).OrderBy(entry => entry.Id).ToListAsync(ct);
                if (lines.Count != ids.Count || AuditChain.Hash(before, seal.Number, lines) != seal.Hash)
                {
                    found = found.Plus(FormattableString.Invariant($"seal {seal.Number} does not fit its {ids.Count} lines"));
                }

                (before, expected, sealedLines) = (seal.Hash, seal.Number + 1, sealedLines + ids.Count);
            }
        }

        // Every sealed line was seen above, so a line too many was slipped in; which one it is only matters when there is one.
        if (await db.AuditEntries.LongCountAsync(ct) != sealedLines + await db.UnsealedEntries.LongCountAsync(ct))
        {
            found = found.Plus("there are lines that no seal covers and that never waited for one");
        }

        if (live && await kept.ComplaintAsync(number => HashOfAsync(db, number, ct)) is { } complaint)
        {
            found = found.Plus(complaint);
        }

        return found;
    }

    private static Task<string?> HashOfAsync(OrderDeskDb db, long number, CancellationToken ct) =>
        db.AuditSeals.Where(seal => seal.Number == number).Select(seal => seal.Hash).FirstOrDefaultAsync(ct);
}
