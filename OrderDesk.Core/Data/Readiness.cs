using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>Whether this node may be given work.</summary>
public enum ReadyLevel
{
    /// <summary>All is well.</summary>
    Ready = 1,

    /// <summary>Work is done, but somebody should look.</summary>
    Degraded = 2,

    /// <summary>Nothing can be written.</summary>
    Unready = 3,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What: write, schema, disk, outbox, clock.</param>
/// <param name="State">How it is.</param>
/// <param name="Says">What was found, for the operator.</param>
public sealed record ReadyPart(string Name, ReadyLevel State, string Says);

/// <summary>Looks whether this node can take work: a real write, the schema, the disk, the oldest message to the outside world, the clock.</summary>
public sealed class Readiness(Desk desk, SchemaUpgrade schema, IDbContextFactory<OrderDeskDb> contexts, StoragePlace place, TimeProvider clock)
{
    /// <summary>How long the write of the look may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>From this age a message that waits for the outside world is worth a look.</summary>
    public static readonly TimeSpan OldMessage = TimeSpan.FromMinutes(5);

    /// <summary>How far the clock may be from that of the database.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(2);

    /// <summary>The least free space in bytes.</summary>
    public const long LeastDisk = 1L << 30;

    private static readonly Actor Prober = Actor.System("Health");

    /// <summary>Looks at everything.</summary>
    public async Task<IReadOnlyList<ReadyPart>> LookAsync(CancellationToken ct)
    {
        var (written, clockThere) = await WriteAsync(ct);
        return [written, await SchemaAsync(ct), Disk(), await OutboxAsync(ct), Clock(clockThere)];
    }

    private async Task<(ReadyPart Part, DateTime? ClockThere)> WriteAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var started = clock.GetTimestamp();
        try
        {
            var written = await desk.WriteAsync<DateTime>(Prober, async write =>
            {
                write.Count("health.probe", 0, 1);
                return (await write.QueryAsync(write.Db.Dialect.Clock, row => Dialect.ReadClock(row.GetValue(0)), both.Token))[0];
            }, both.Token);
            return written.Error is { } error
                ? (new ReadyPart("write", ReadyLevel.Unready, error.Code), null)
                : (new ReadyPart("write", ReadyLevel.Ready, string.Create(CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(started).TotalMilliseconds:0} ms")), written.Value);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (new ReadyPart("write", ReadyLevel.Unready, string.Create(CultureInfo.InvariantCulture, $"not within {Patience.TotalSeconds:0} s")), null);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return (new ReadyPart("write", ReadyLevel.Unready, failure.GetType().Name), null);
        }
    }

    private async Task<ReadyPart> SchemaAsync(CancellationToken ct)
    {
        var look = await schema.LookAsync(ct);
        return look.IsOk ? new ReadyPart("schema", ReadyLevel.Ready, look.Value.To) : new ReadyPart("schema", ReadyLevel.Unready, look.Error.Code);
    }

    private ReadyPart Disk()
    {
        try
        {
            var free = new DriveInfo(place.DataDirectory).AvailableFreeSpace;
            return new ReadyPart("disk", free >= LeastDisk ? ReadyLevel.Ready : ReadyLevel.Degraded, string.Create(CultureInfo.InvariantCulture, $"{free / (1 << 20)} MiB free"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new ReadyPart("disk", ReadyLevel.Degraded, failure.GetType().Name);
        }
    }

    private async Task<ReadyPart> OutboxAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var oldest = await db.Outbox.Where(message => message.NextTryAt != null).OrderBy(message => message.NextTryAt).Select(message => (DateTime?)message.CreatedAt).FirstOrDefaultAsync(ct);
            var age = oldest is { } since ? clock.GetUtcNow().UtcDateTime - since : TimeSpan.Zero;
            return new ReadyPart("outbox", age <= OldMessage ? ReadyLevel.Ready : ReadyLevel.Degraded, string.Create(CultureInfo.InvariantCulture, $"oldest {Math.Max(0, age.TotalSeconds):0} s"));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return new ReadyPart("outbox", ReadyLevel.Degraded, failure.GetType().Name);
        }
    }

    private ReadyPart Clock(DateTime? there)
    {
        if (there is not { } at)
        {
            return new ReadyPart("clock", ReadyLevel.Degraded, "unknown");
        }

        var skew = clock.GetUtcNow().UtcDateTime - at;
        return new ReadyPart("clock", skew.Duration() <= ClockSkew ? ReadyLevel.Ready : ReadyLevel.Degraded, string.Create(CultureInfo.InvariantCulture, $"{skew.TotalMilliseconds:0} ms from the database"));
    }
}
