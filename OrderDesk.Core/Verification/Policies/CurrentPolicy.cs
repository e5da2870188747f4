using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>
/// The policy in force: remembered, forgotten at once when this or another process publishes, and looked at again every two seconds where no news can arrive.
/// Rows rule over the settings file as soon as there are any.
/// </summary>
public sealed class CurrentPolicy : IDisposable
{
    /// <summary>How long a policy is believed where no news of a change arrives.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<OrderDeskDb> _contexts;
    private readonly VerificationPolicy _settings;
    private readonly bool _settingsDiffer;
    private readonly TimeProvider _clock;
    private readonly ILogger<CurrentPolicy> _log;
    private readonly IDisposable _listening;
    private Known? _known;
    private long _epoch;

    /// <summary>Starts to listen for published versions.</summary>
    public CurrentPolicy(IDbContextFactory<OrderDeskDb> contexts, IOptions<VerificationPolicy> settings, ChangeFeed feed, TimeProvider clock, ILogger<CurrentPolicy> log)
    {
        (_contexts, _settings, _clock, _log) = (contexts, settings.Value, clock, log);
        _settingsDiffer = PolicyText.Write(_settings) != PolicyText.Write(new VerificationPolicy());
        _listening = feed.Listen(moved =>
        {
            if (moved.Any("policy"))
            {
                Forget();
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>The policy in force, asked outside a write.</summary>
    public async ValueTask<VerificationPolicy> GetAsync(CancellationToken ct)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await OfAsync(db, ct);
    }

    /// <summary>The policy in force; asked inside the write that judges, and almost always without a statement.</summary>
    public async ValueTask<VerificationPolicy> OfAsync(OrderDeskDb db, CancellationToken ct)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        var epoch = Interlocked.Read(ref _epoch);
        var published = db.PolicyVersions.AsNoTracking().Where(v => v.State == PolicyState.Published);
        var number = await published.Select(v => v.Number).SingleOrDefaultAsync(ct);
        var policy = number is not { } inForce ? _settings
            : _known is { Row: true } known && known.Policy.Version == inForce ? known.Policy
            : PolicyText.Read(await published.Select(v => v.Document).SingleAsync(ct), inForce);
        if (number is not null && _known is not { Row: true } && _settingsDiffer)
        {
            _log.SettingsNoLongerRule(policy.Version);
        }

        _known = new Known(policy, number is not null, epoch, _clock.GetTimestamp());
        return policy;
    }

    /// <summary>Forgets what is remembered; the next question is answered from the database.</summary>
    public void Forget() => Interlocked.Increment(ref _epoch);

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    /// <summary>What is remembered, unless somebody published since it was read or it is too old.</summary>
    private VerificationPolicy? Fresh() =>
        _known is { } known && known.Epoch == Interlocked.Read(ref _epoch) && _clock.GetElapsedTime(known.ReadAt) < Freshness ? known.Policy : null;

    private sealed record Known(VerificationPolicy Policy, bool Row, long Epoch, long ReadAt);
}
