using System.Globalization;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>The orders that a tried policy judges differently, as CSV that no spreadsheet takes for a formula.</summary>
public sealed class ReplayRowsFile(ReplayChanges changes)
{
    /// <summary>Writes them; answers how many there are.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The replay.</param>
    /// <param name="csv">Where they go; stays open.</param>
    /// <param name="words">Tells a reason in the reader's language.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<long>> WriteAsync(Actor actor, ReplayRunId run, Stream csv, Func<Finding, string> words, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        using var file = NeutralCsv.To(csv);
        file.Write(["order", "change", "received_at", "currency", "total", "cancelled", "refunded", "before", "after"]);
        return await changes.TellAsync(actor, run, row => file.Write(
        [
            row.OrderId.Number,
            row.Difference.ToString(),
            row.ReceivedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            row.Total.Currency,
            row.Total.Major.ToString(CultureInfo.InvariantCulture),
            row.Cancelled ? "yes" : "no",
            row.Refunded ? "yes" : "no",
            string.Join("; ", row.Before.Select(words)),
            string.Join("; ", row.After.Select(words)),
        ]), ct);
    }
}
