using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Every import there was, newest first.</summary>
public sealed class ImportList(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>One import in the list.</summary>
    public sealed record Row(
        ImportRunId Id, string FileName, string Channel, string Profile, ImportMode Mode, bool DryRun, ImportState State, string Tally, int Percent, string StartedBy,
        DateTime CreatedAt, DateTime? EndedAt, bool CancelAsked, int Resumed, string? FailureCode, string? FailureArgs)
    {
        /// <summary>The figures, or null before the first transaction.</summary>
        public ImportAccount? Account { get; } = Tally.Length > 2 ? ImportAccount.FromJson(Tally) : null;

        /// <summary>Whether it waits or runs.</summary>
        public bool IsOpen => State is ImportState.Queued or ImportState.Running;

        /// <summary>Why it failed, or null.</summary>
        public Error? Failure => FailureCode is null ? null : new Error(ErrorKind.Invalid, FailureCode, Args(FailureArgs));

        private static object[] Args(string? json) => json is null
            ? []
            : [.. JsonSerializer.Deserialize<List<JsonElement>>(json)!.Select(arg => arg.ValueKind is JsonValueKind.Number ? (object)arg.GetInt64() : arg.ToString())];
    }

    /// <summary>A page of imports.</summary>
    public async Task<Result<Page<Row>>> ReadAsync(Actor actor, Paging paging, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Read))
        {
            return Error.Forbidden("intake.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var cursor = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : (long?)null;
        var runs = (cursor, paging.Back) switch
        {
            ({ } before, true) => db.ImportRuns.Where(r => r.Id > new ImportRunId(before)).OrderBy(r => r.Id),
            ({ } after, false) => db.ImportRuns.Where(r => r.Id < new ImportRunId(after)).OrderByDescending(r => r.Id),
            (null, _) => db.ImportRuns.OrderByDescending(r => r.Id),
        };
        var rows = await Rows(db, runs).Take(paging.Take + 1).ToListAsync(ct);
        return rows.ToPage(paging, cursor is not null, row => row.Id.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The imports that wait or run, the newest first; at most as many as a page holds.</summary>
    public async Task<Result<IReadOnlyList<Row>>> OpenAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Read))
        {
            return Error.Forbidden("intake.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Rows(db, db.ImportRuns.Where(r => r.State == ImportState.Queued || r.State == ImportState.Running).OrderByDescending(r => r.Id)).Take(new Paging().Take).ToListAsync(ct);
    }

    /// <summary>Imports as rows.</summary>
    internal static IQueryable<Row> Rows(OrderDeskDb db, IQueryable<ImportRun> runs) => runs.Select(r => new Row(
        r.Id, r.FileName, r.NewChannel ?? db.Channels.Where(c => c.Id == r.ChannelId).Select(c => c.Code).First(), r.Profile, r.Mode, r.DryRun, r.State, r.Tally, r.Percent, r.StartedBy,
        r.CreatedAt, r.EndedAt, r.CancelAsked, r.Resumed, r.FailureCode, r.FailureArgs));
}

/// <summary>One import with all its figures.</summary>
public sealed class ImportDetails(IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The import, or not found.</summary>
    public async Task<Result<ImportList.Row>> ReadAsync(Actor actor, ImportRunId id, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Read))
        {
            return Error.Forbidden("intake.read-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await ImportList.Rows(db, db.ImportRuns.Where(r => r.Id == id)).FirstOrDefaultAsync(ct);
        return row is null ? Error.NotFound("intake.import-not-found") : row;
    }
}
