using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Review.Learning;

/// <summary>A change of the policy that decisions speak for; nothing comes of it unless a person drafts, tries and publishes it.</summary>
public abstract record Proposal
{
    /// <summary>What a no to it is kept under: the same however its evidence grows.</summary>
    public abstract string Key { get; }

    /// <summary>The check or rule it is about.</summary>
    public abstract string Check { get; }

    /// <summary>What people call a rule; null for a check.</summary>
    public virtual string? Name => null;

    /// <summary>Decided orders it comes from.</summary>
    public abstract int Decided { get; }

    /// <summary>Who said no and why, where that still stands.</summary>
    public DismissedProposal? Dismissed { get; init; }

    /// <summary>The policy with it carried out; null where that no longer makes sense.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="name">What a new rule is to be called.</param>
    public abstract VerificationPolicy? On(VerificationPolicy policy, string? name);
}

/// <summary>To switch a check or rule off.</summary>
/// <param name="Evidence">Its figures of all channels.</param>
public sealed record RetireProposal(CheckFigures.Row Evidence) : Proposal
{
    /// <inheritdoc/>
    public override string Key => Evidence.Check;

    /// <inheritdoc/>
    public override string Check => Evidence.Check;

    /// <inheritdoc/>
    public override string? Name => Evidence.Name;

    /// <inheritdoc/>
    public override int Decided => Evidence.Decided;

    /// <inheritdoc/>
    public override VerificationPolicy? On(VerificationPolicy policy, string? name) => CheckProposals.Without(policy, Check);
}

/// <summary>To let orders of a kind pass that one check holds and people let go.</summary>
/// <param name="OfCheck">The check.</param>
/// <param name="When">What such orders have in common; all of it must hold.</param>
/// <param name="Freed">What people made of these orders.</param>
/// <param name="All">The share of all decided orders of the check that were let go as they were.</param>
/// <param name="Draws">Whether a random draw is set up with it, because none is in force that would measure what it lets pass.</param>
public sealed record PassProposal(string OfCheck, IReadOnlyList<RuleLeaf> When, FreedOrders Freed, CountedShare All, bool Draws) : Proposal
{
    /// <summary>The share of clean orders that is drawn at random with it where none is.</summary>
    public const decimal DrawnShare = 0.01m;

    /// <inheritdoc/>
    public override string Key => "pass:" + OfCheck;

    /// <inheritdoc/>
    public override string Check => OfCheck;

    /// <inheritdoc/>
    public override int Decided => Freed.Decided;

    /// <inheritdoc/>
    public override VerificationPolicy? On(VerificationPolicy policy, string? name)
    {
        if (policy.Rules.Count >= CustomRule.Most || AllChecks.List.FirstOrDefault(check => check.Code == OfCheck) is not { } known || policy.ModeOf(known) is not CheckMode.Hold)
        {
            return null;
        }

        var code = Enumerable.Range(1, CustomRule.Most).Select(n => n == 1 ? $"pass-{OfCheck}" : $"pass-{OfCheck}-{n}").First(code => policy.Rules.All(rule => rule.Code != code));
        var called = string.IsNullOrWhiteSpace(name) ? code : name.Trim();
        var rule = new CustomRule { Code = code, Name = called[..Math.Min(called.Length, CustomRule.NameMaxLength)], When = RuleGroup.All(When), Then = new RuleActions { LetPass = OfCheck } };
        return policy with { Rules = [.. policy.Rules, rule], AuditShare = policy.AuditShare > 0 ? policy.AuditShare : DrawnShare };
    }
}

/// <summary>To move a threshold of a check.</summary>
/// <param name="Threshold">The key of the threshold: <c>OrdersPerHour</c>, or <c>FirstOrderLimits.GBP</c> for the limit of a currency.</param>
/// <param name="OfCheck">The check it belongs to.</param>
/// <param name="Was">Where it stands.</param>
/// <param name="Then">Where it would stand.</param>
/// <param name="Orders">A looser one: what people made of the orders it would not have held. A tighter one: the drawn orders it would have held.</param>
/// <param name="Before">The share of right questions as it stands.</param>
/// <param name="After">The share of right questions as it would stand; of a tighter one that of the drawn orders alone.</param>
/// <param name="Confirmed">Decided orders that a person changed or rejected, or that went wrong later, as it stands: what a looser one must not lose.</param>
public sealed record ThresholdProposal(string Threshold, string OfCheck, decimal Was, decimal Then, FreedOrders Orders, CountedShare Before, CountedShare After, int Confirmed) : Proposal
{
    /// <summary>Whether it would hold more orders than now.</summary>
    public required bool Tighter { get; init; }

    /// <summary>Of a tighter one: orders a person would have looked at, reckoned from the share that is drawn.</summary>
    public int Added { get; init; }

    /// <summary>The currency of a limit, or null.</summary>
    public string? Currency => Threshold.Split('.') is [_, var currency] ? currency : null;

    /// <inheritdoc/>
    public override string Key => (Tighter ? "tighten:" : "loosen:") + Threshold;

    /// <inheritdoc/>
    public override string Check => OfCheck;

    /// <inheritdoc/>
    public override int Decided => Orders.Decided;

    /// <inheritdoc/>
    public override VerificationPolicy? On(VerificationPolicy policy, string? name) => Measure.All(policy).FirstOrDefault(measure => measure.Key == Threshold) is { } measure && measure.Get(policy) == Was ? measure.Set(policy, Then) : null;
}
