using System.Data.Common;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OrderDesk.Core.Data.Providers;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>One write in progress: the context, the instant, who acts, and what the desk must add before the commit.</summary>
public sealed class Write : IDisposable
{
    private const int ManyRows = 20;

    /// <summary>Any one order will do, and one without a language is the fastest.</summary>
    private static readonly Comparer<(string Name, int Shard)> ByName = Comparer<(string Name, int Shard)>.Create(
        (one, other) => string.CompareOrdinal(one.Name, other.Name) is var names and not 0 ? names : one.Shard.CompareTo(other.Shard));

    private readonly IReadOnlyList<IReaction> _reactions;
    private readonly Queue<IDomainEvent> _told = [];

    internal Write(OrderDeskDb db, Actor actor, DateTime now, IReadOnlyList<IReaction> reactions)
    {
        (Db, Actor, Now, _reactions) = (db, actor, now, reactions);
    }

    /// <summary>The tracked context of this write.</summary>
    public OrderDeskDb Db { get; }

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The instant of this write (UTC, whole milliseconds).</summary>
    public DateTime Now { get; }

    internal SortedDictionary<(string Name, int Shard), long> Counts { get; } = new(ByName);

    internal HashSet<(string Kind, long Id)> Changes { get; } = [];

    /// <summary>Orders, by their numbers, of which this write has read beforehand all that is asked for of each: nothing of theirs is asked for again.</summary>
    internal HashSet<long> ReadWhole { get; } = [];

    /// <summary>What this write is a part of, as kind and number of a row, such as <c>bulk 12</c>; every line of the audit trail says so.</summary>
    public string? PartOf { get; set; }

    /// <summary>The next id of its kind, known before the save.</summary>
    public TId NewId<TId>() where TId : struct, ITypedId => IdMaker<TId>.Make(Db.Ids.Next(typeof(TId).Name));

    /// <summary>The first of <paramref name="count"/> consecutive ids, for bulk work.</summary>
    public long NewIds<TId>(int count) where TId : struct, ITypedId => Db.Ids.Take(typeof(TId).Name, count);

    /// <summary>Refuses when the row has moved past the version on the person's screen.</summary>
    public Error? Stale(Entity entity, int seenVersion) =>
        entity.Version == seenVersion ? null : Error.Conflict("shared.changed-meanwhile");

    /// <summary>Adds to a count in this transaction; the shard spreads writers.</summary>
    public void Count(string name, long spreadBy, long delta)
    {
        var key = (name, (int)(Math.Abs(spreadBy) % Counter.Shards));
        Counts[key] = Counts.GetValueOrDefault(key) + delta;
    }

    /// <summary>Tells open screens that this row has moved on, where no aggregate says so by itself.</summary>
    public void Changed(string kind, long id) => Changes.Add((kind, id));

    /// <summary>Tells the features below, where no aggregate raises the event.</summary>
    public void Tell(IDomainEvent happened) => _told.Enqueue(happened);

    /// <summary>Writes a line of the audit trail by hand, where the automatic before and after do not say enough.</summary>
    public void Audit(string action, string subjectKind, long subjectId, object? details = null)
    {
        var id = NewId<AuditEntryId>();
        Db.AuditEntries.Add(new AuditEntry
        {
            Id = id,
            At = Now,
            ActorId = Actor.Id,
            ActorName = Actor.Name,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            Details = details is null ? null : JsonSerializer.Serialize(details),
        });
        Db.UnsealedEntries.Add(new UnsealedEntry { EntryId = id });
    }

    /// <summary>Does the same to many rows: what it says to the engine again and again is prepared once where the engine does not see to that itself.</summary>
    public void Repeats() => Db.Repeats ??= Db.Dialect.OneWriter ? new SqliteRepeats() : null;

    /// <summary>Lets go of what was prepared; the connection is the desk's to close.</summary>
    public void Dispose()
    {
        Db.Repeats?.Dispose();
        Db.Repeats = null;
    }

    /// <summary>Sends what is pending to the engine, still inside the transaction; the desk does so before the commit, others only where the next query must see it.</summary>
    internal async Task SaveAsync(CancellationToken ct)
    {
        // Looked for once: every question to the tracker would look again.
        var tracker = Db.ChangeTracker;
        var looks = tracker.AutoDetectChangesEnabled;
        tracker.DetectChanges();
        tracker.AutoDetectChangesEnabled = false;
        AuditTrail.Record(this);
        var (lines, unsealed) = (Many<AuditEntry>(), Many<UnsealedEntry>());
        foreach (var entry in tracker.Entries<Entity>())
        {
            if (entry.State is EntityState.Modified)
            {
                entry.Entity.Bump();
                entry.Property(one => one.Version).IsModified = true;
            }

            if (entry.State is EntityState.Modified or EntityState.Added or EntityState.Deleted)
            {
                Changed(entry.Entity.Kind, entry.Entity.Key);
            }
        }

        await Db.SaveChangesAsync(ct);
        await new BulkWriter(this).InsertAsync(lines, ct);
        await new BulkWriter(this).InsertAsync(unsealed, ct);
        tracker.AutoDetectChangesEnabled = looks;
    }

    /// <summary>New rows that stand alone, where there are so many that they are written past the change tracker.</summary>
    private List<TRow> Many<TRow>() where TRow : class
    {
        var added = Db.ChangeTracker.Entries<TRow>().Where(entry => entry.State is EntityState.Added).ToList();
        if (added.Count < ManyRows)
        {
            return [];
        }

        added.ForEach(entry => entry.State = EntityState.Detached);
        return added.ConvertAll(entry => entry.Entity);
    }

    /// <summary>Runs one statement of the dialect inside the transaction; answers the number of rows.</summary>
    internal async Task<int> ExecuteAsync(string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        var transaction = Db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = transaction.Connection!.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            Dialect.Add(command, name, value);
        }

        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Asks one question inside the transaction and reads every row of the answer.</summary>
    internal async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        var transaction = Db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = transaction.Connection!.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            Dialect.Add(command, name, value);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Lets every feature answer what has happened so far, until it is quiet; the desk does this before each save.</summary>
    public async Task<Result> SettleAsync(CancellationToken ct)
    {
        while (TakeRaised() is { Count: > 0 } raised)
        {
            foreach (var happened in raised)
            {
                foreach (var reaction in _reactions)
                {
                    if (reaction.Wants(happened) && await reaction.ReactAsync(this, happened, ct) is { IsOk: false } refused)
                    {
                        return refused;
                    }
                }

                if (happened is IAnnouncement announcement)
                {
                    Db.Outbox.Add(OutboxMessage.For(NewId<OutboxMessageId>(), announcement, Now));
                }
            }
        }

        return Result.Ok;
    }

    private List<IDomainEvent> TakeRaised()
    {
        var raised = new List<IDomainEvent>();
        foreach (var entry in Db.ChangeTracker.Entries<Entity>())
        {
            raised.AddRange(entry.Entity.TakeEvents());
        }

        while (_told.TryDequeue(out var told))
        {
            raised.Add(told);
        }

        return raised;
    }

    private static class IdMaker<TId> where TId : struct, ITypedId
    {
        public static readonly Func<long, TId> Make = Compile();

        private static Func<long, TId> Compile()
        {
            var value = Expression.Parameter(typeof(long));
            return Expression.Lambda<Func<long, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(long)])!, value), value).Compile();
        }
    }
}
