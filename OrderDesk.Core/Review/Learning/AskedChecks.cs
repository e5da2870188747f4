using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>How many orders were asked what: by the version of the policy that judged each of them last.</summary>
internal sealed class AskedChecks
{
    /// <summary>Versions that are looked through for the name of a rule that judged orders and stands in no policy of theirs any more.</summary>
    private const int MostVersions = 100;

    private readonly List<(VerificationPolicy? Policy, int Orders)> _versions = [];
    private readonly Dictionary<string, string> _gone = new(StringComparer.Ordinal);

    /// <summary>Orders that were judged at all.</summary>
    public int All => _versions.Sum(version => version.Orders);

    /// <summary>Counts the orders of a period by version, and reads only the versions that judged them.</summary>
    public static async Task<AskedChecks> ReadAsync(OrderDeskDb db, IQueryable<Order> judged, VerificationPolicy settings, CancellationToken ct)
    {
        var counts = await judged.GroupBy(o => o.PolicyVersion).Select(g => new { Number = g.Key, Orders = g.Count() }).OrderByDescending(c => c.Number).ToListAsync(ct);
        var numbers = counts.ConvertAll(c => (int?)c.Number);
        var known = await db.PolicyVersions.AsNoTracking().Where(v => numbers.Contains(v.Number)).ToDictionaryAsync(v => v.Number!.Value, ct);
        var asked = new AskedChecks();
        asked._versions.AddRange(counts.Select(c => (known.TryGetValue(c.Number, out var row) ? row.Policy() : c.Number == settings.Version ? settings : null, c.Orders)));
        return asked;
    }

    /// <summary>Learns the names of rules that held orders and were dropped since: those orders were judged again without them.</summary>
    public async Task LearnAsync(OrderDeskDb db, IEnumerable<string> checks, CancellationToken ct)
    {
        var missing = checks.Where(check => check.StartsWith(CustomRule.Prefix, StringComparison.Ordinal) && NameOf(check) is null).ToHashSet(StringComparer.Ordinal);
        if (missing.Count == 0)
        {
            return;
        }

        var versions = await db.PolicyVersions.AsNoTracking().Where(v => v.Number != null).OrderByDescending(v => v.Number).Take(MostVersions).ToListAsync(ct);
        foreach (var rule in versions.SelectMany(version => version.Policy().Rules).Where(rule => missing.Contains(rule.Check)))
        {
            _gone.TryAdd(rule.Check, rule.Name);
        }
    }

    /// <summary>Orders that were asked this.</summary>
    public int Of(string check) => _versions.Where(version => version.Policy is null || Asks(version.Policy, check)).Sum(version => version.Orders);

    /// <summary>What people call a rule, by its newest name; null for a check.</summary>
    public string? NameOf(string check) => _versions.Select(version => version.Policy?.Rules.FirstOrDefault(rule => rule.Check == check)?.Name).FirstOrDefault(name => name is not null) ?? _gone.GetValueOrDefault(check);

    private static bool Asks(VerificationPolicy policy, string code) =>
        AllChecks.List.FirstOrDefault(check => check.Code == code) is { } check ? policy.ModeOf(check) is not CheckMode.Off
        : code.StartsWith(CustomRule.Prefix, StringComparison.Ordinal) ? policy.Rules.Any(rule => rule.On && rule.Check == code)
        : code != AllChecks.Sum || policy.HoldAtPoints > 0;
}
