using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>What a cookie carries: whose session, which one, and the secret whose hash the session keeps.</summary>
public sealed record SessionKey(StaffId StaffId, StaffSessionId SessionId, string Secret)
{
    /// <inheritdoc/>
    public override string ToString() => $"session {SessionId.Value} of staff {StaffId.Value}";
}

/// <summary>What screens need to know of a member of staff.</summary>
public sealed record StaffCard(StaffId Id, string Name, string Email, StaffRoles Roles, bool IsDemo, bool SecondFactor)
{
    /// <summary>The chosen language, time zone, theme and density; null follows the browser or the company.</summary>
    public (string? Language, string? TimeZone, string? Theme, string? Density, bool ShortcutsOff) Likes { get; init; }
}

/// <summary>Somebody with a live session.</summary>
/// <param name="Actor">Who acts, with what they may do now.</param>
/// <param name="Staff">The person.</param>
/// <param name="Key">The session.</param>
/// <param name="EndsAt">When the session ends unless it is used (UTC).</param>
public sealed record SignedIn(Actor Actor, StaffCard Staff, SessionKey Key, DateTime EndsAt);

/// <summary>Who is signed in, asked on every request and every command: a few seconds of memory over the database, forgotten at once when an account moves.</summary>
public sealed class StaffDirectory : IDisposable
{
    /// <summary>How long an answer is believed where no news of a change arrives.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<StaffId, Entry> _entries = new();
    private readonly ConcurrentDictionary<StaffSessionId, DateTime> _seen = new();
    private readonly IDbContextFactory<OrderDeskDb> _contexts;
    private readonly RoleGrants _grants;
    private readonly SecurityOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private long _epoch;

    /// <summary>Starts to listen for accounts that move, in this process and in others.</summary>
    public StaffDirectory(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants, ChangeFeed feed, IOptions<SecurityOptions> options, TimeProvider clock)
    {
        (_contexts, _grants, _options, _clock) = (contexts, grants, options.Value, clock);
        _listening = feed.Listen(moved =>
        {
            foreach (var (_, id) in moved.Rows.Where(row => row.Kind == StaffWriting.Kind))
            {
                Forget(new StaffId(id));
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Heard when an account or its sessions moved; open pages ask again then.</summary>
    public event Action<StaffId>? Moved;

    /// <summary>Who this session belongs to, or null when it is over for whatever reason.</summary>
    public async ValueTask<SignedIn?> FindAsync(SessionKey key, CancellationToken ct)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        if (!_entries.TryGetValue(key.StaffId, out var entry) || now - entry.ReadAt > Freshness || now < entry.ReadAt)
        {
            entry = await ReadAsync(key.StaffId, now, ct);
        }

        if (entry.Staff is not { } staff || !entry.Sessions.TryGetValue(key.SessionId, out var session) || !Secret.Matches(key.Secret, session.SecretHash))
        {
            return null;
        }

        var last = _seen.TryGetValue(key.SessionId, out var seen) && seen > session.LastSeenAt ? seen : session.LastSeenAt;
        var endsAt = Earlier(last + _options.IdleFor(staff.Roles), session.StartedAt + _options.SessionLimit);
        return endsAt > now ? new SignedIn(new Actor(staff.Id, staff.Name, ActorKind.Person, entry.Permissions), staff, key, endsAt) : null;
    }

    /// <summary>Forgets what is known of an account; the next question is answered from the database.</summary>
    public void Forget(StaffId id)
    {
        Interlocked.Increment(ref _epoch);
        _entries.TryRemove(id, out _);
        Moved?.Invoke(id);
    }

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    /// <summary>Notes that a person used their session just now; answers when the database last heard of it.</summary>
    internal void Seen(StaffSessionId session, DateTime now) => _seen[session] = now;

    private async Task<Entry> ReadAsync(StaffId id, DateTime now, CancellationToken ct)
    {
        var (epoch, admitsDemo) = (Interlocked.Read(ref _epoch), _options.AdmitsDemoAccounts);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var user = await db.Users.SingleOrDefaultAsync(row => row.Id == id.Value && row.DisabledAt == null && (!row.IsDemo || admitsDemo), ct);
        var open = user is null ? [] : await db.StaffSessions
            .Where(session => session.UserId == user.Id && session.EndedAt == null && session.StartedAt > now - _options.SessionLimit)
            .ToListAsync(ct);
        var entry = new Entry(
            user is null ? null : CardOf(user),
            user is null ? FrozenSet<string>.Empty : _grants.Of(user.Roles),
            open.Where(session => session.SecurityStamp == user!.SecurityStamp).ToFrozenDictionary(session => session.Id),
            now);
        // An account that moved while it was being read is read again next time.
        if (epoch == Interlocked.Read(ref _epoch))
        {
            _entries[id] = entry;
        }

        return entry;
    }

    private static StaffCard CardOf(StaffUser user) => new(user.StaffId, user.DisplayName, user.Email ?? "", user.Roles, user.IsDemo, user.TwoFactorEnabled)
    {
        Likes = (user.Language, user.TimeZone, user.Theme, user.Density, user.ShortcutsOff),
    };

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private sealed record Entry(StaffCard? Staff, IReadOnlySet<string> Permissions, FrozenDictionary<StaffSessionId, StaffSession> Sessions, DateTime ReadAt);
}
