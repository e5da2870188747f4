using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Replay;

/// <summary>The orders that a tried policy judges differently: those it would newly hold first, each kind by number.</summary>
public sealed class ReplayChanges(IDbContextFactory<OrderDeskDb> contexts, Desk desk)
{
    private const int FileStep = 1_000;

    /// <summary>One order with the reasons of both sides; personal values are empty for an actor who may not see them.</summary>
    public sealed record Row(
        ReplayDifference Difference, OrderId OrderId, DateTime ReceivedAt, Money Total, bool Cancelled, bool Refunded, IReadOnlyList<Finding> Before, IReadOnlyList<Finding> After);

    /// <summary>Reads one page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The replay.</param>
    /// <param name="only">One kind, or null for all.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, ReplayRunId run, ReplayDifference? only, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy) || !actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var cursor = Parse(paging.After);
        var changes = db.ReplayChanges.AsNoTracking().Where(c => c.RunId == run && (only == null || c.Difference == only));
        var rows = await Around(changes, cursor, paging.Back).Take(paging.Take + 1).ToListAsync(ct);
        var sees = actor.Can(OrdersPermissions.SeePersonal);
        return rows.ConvertAll(row => ToRow(row, sees)).ToPage(paging, cursor is not null, row => FormattableString.Invariant($"{(int)row.Difference}.{row.OrderId.Value}"));
    }

    /// <summary>Hands every listed order to a writer, a page at a time; answers how many. The rows name orders, so who is given them is noted in the audit trail.</summary>
    public async Task<Result<long>> TellAsync(Actor actor, ReplayRunId run, Action<Row> tell, CancellationToken ct)
    {
        if (!actor.Can(VerificationPermissions.ReadPolicy) || !actor.Can(OrdersPermissions.Read))
        {
            return Error.Forbidden("verification.read-policy-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.ReplayRuns.AnyAsync(r => r.Id == run, ct))
        {
            return Error.NotFound("verification.replay-not-found");
        }

        var noted = await desk.WriteAsync(actor, write =>
        {
            write.Audit("replay.rows-opened", "replay", run.Value);
            return Task.FromResult(Result.Ok);
        }, ct);
        return noted.IsOk ? await TellAsync(db, run, actor.Can(OrdersPermissions.SeePersonal), tell, ct) : noted.Error;
    }

    private static async Task<long> TellAsync(OrderDeskDb db, ReplayRunId run, bool sees, Action<Row> tell, CancellationToken ct)
    {
        var told = 0L;
        (ReplayDifference, OrderId)? cursor = null;
        while (true)
        {
            var rows = await Around(db.ReplayChanges.AsNoTracking().Where(c => c.RunId == run), cursor, back: false).Take(FileStep).ToListAsync(ct);
            rows.ForEach(row => tell(ToRow(row, sees)));
            told += rows.Count;
            if (rows.Count < FileStep)
            {
                return told;
            }

            cursor = (rows[^1].Difference, rows[^1].OrderId);
        }
    }

    private static IQueryable<ReplayChange> Around(IQueryable<ReplayChange> changes, (ReplayDifference Difference, OrderId Id)? cursor, bool back)
    {
        if (cursor is not { } at)
        {
            return changes.OrderBy(c => c.Difference).ThenBy(c => c.OrderId);
        }

        var (kind, id) = at;
        return back
            ? changes.Where(c => c.Difference <= kind && (c.Difference < kind || c.OrderId < id)).OrderByDescending(c => c.Difference).ThenByDescending(c => c.OrderId)
            : changes.Where(c => c.Difference >= kind && (c.Difference > kind || c.OrderId > id)).OrderBy(c => c.Difference).ThenBy(c => c.OrderId);
    }

    private static (ReplayDifference Difference, OrderId Id)? Parse(string? text) =>
        text?.Split('.') is [var kind, var id]
        && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var difference) && Enum.IsDefined((ReplayDifference)difference)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ((ReplayDifference)difference, new OrderId(number)) : null;

    private static Row ToRow(ReplayChange row, bool sees) => new(
        row.Difference, row.OrderId, row.ReceivedAt, new Money(row.TotalMinor, row.Currency), row.Cancelled, row.Refunded, Findings(row.Before, sees), Findings(row.After, sees));

    private static IReadOnlyList<Finding> Findings(string text, bool sees) => sees ? FindingsText.Read(text)
        : [.. FindingsText.Read(text).Select(f => f.Reason is { } reason ? f with { Reason = reason with { Args = [.. reason.Args.Select(arg => arg.WithoutPersonal())] } } : f)];
}
