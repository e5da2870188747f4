using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>What counts for each type of hold now: remembered, forgotten at once when this or another process changes it, and looked at again now and then where no news can arrive.</summary>
public sealed class CurrentHolds : IDisposable
{
    /// <summary>How long it is believed where no news of a change arrives.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly IDbContextFactory<OrderDeskDb> _contexts;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private Known? _known;
    private long _epoch;

    /// <summary>Starts to listen for changes.</summary>
    public CurrentHolds(IDbContextFactory<OrderDeskDb> contexts, ChangeFeed feed, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _listening = feed.Listen(moved =>
        {
            if (moved.Any("hold"))
            {
                Forget();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>What counts, asked outside a write.</summary>
    public async ValueTask<HoldBook> GetAsync(CancellationToken ct)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await OfAsync(db, ct);
    }

    /// <summary>What counts; asked inside the write that holds or releases, and almost always without a statement.</summary>
    public async ValueTask<HoldBook> OfAsync(OrderDeskDb db, CancellationToken ct)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        var epoch = Interlocked.Read(ref _epoch);
        var own = await db.HoldKinds.AsNoTracking().ToListAsync(ct);
        var book = own.Count == 0 ? HoldBook.BuiltIn : new HoldBook(own.Select(kind => kind.Terms));
        _known = new Known(book, epoch, _clock.GetTimestamp());
        return book;
    }

    /// <summary>Forgets what is remembered; the next question is answered from the database.</summary>
    public void Forget() => Interlocked.Increment(ref _epoch);

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    private HoldBook? Fresh() =>
        _known is { } known && known.Epoch == Interlocked.Read(ref _epoch) && _clock.GetElapsedTime(known.ReadAt) < Freshness ? known.Book : null;

    private sealed record Known(HoldBook Book, long Epoch, long ReadAt);
}
