using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification;

/// <summary>What the policy makes of a check's doubt.</summary>
public enum CheckMode
{
    /// <summary>The doubt holds the order.</summary>
    Hold = 1,

    /// <summary>The doubt is shown and adds its points.</summary>
    Warn = 2,

    /// <summary>The check does not run.</summary>
    Off = 3,
}

/// <summary>The rule of a check: facts and policy in, an opinion out; no clock, no database, no state.</summary>
public delegate Opinion CheckRule(OrderFacts facts, VerificationPolicy policy);

/// <summary>One question asked of every order.</summary>
/// <param name="Code">Short, stable; its words are under <c>check.</c> + code.</param>
/// <param name="Group">What it looks at.</param>
/// <param name="Hold">The kind of hold it places.</param>
/// <param name="Rule">How it decides.</param>
public sealed record Check(string Code, CheckGroup Group, HoldType Hold, CheckRule Rule)
{
    /// <summary>What a doubt does unless the policy says otherwise.</summary>
    public CheckMode Mode { get; init; } = CheckMode.Hold;

    /// <summary>Points of a warning unless the policy says otherwise.</summary>
    public int Points { get; init; }

    /// <summary>Runs the check under a policy; null where the policy switched it off.</summary>
    public Finding? Run(OrderFacts facts, VerificationPolicy policy)
    {
        var mode = policy.ModeOf(this);
        if (mode is CheckMode.Off)
        {
            return null;
        }

        var opinion = Rule(facts, policy);
        var outcome = opinion.Reason is null ? Outcome.Pass
            : mode is CheckMode.Hold && !opinion.OnlyWorthKnowing ? Outcome.Fail
            : Outcome.Warn;
        return new Finding
        {
            Check = Code,
            Group = Group,
            Outcome = outcome,
            Hold = outcome is Outcome.Pass ? HoldType.None : Hold,
            Effect = opinion.Effect,
            Points = outcome is Outcome.Warn ? policy.PointsOf(this) : 0,
            Reason = opinion.Reason,
            Facts = opinion.Facts,
            Flips = opinion.Flips,
        };
    }
}

/// <summary>What the rule of a check thinks, before the policy decides what that means.</summary>
public sealed record Opinion
{
    /// <summary>Why there is a doubt, or null where all is well.</summary>
    public Phrase? Reason { get; private init; }

    /// <summary>A doubt that never holds an order, whatever the policy says.</summary>
    public bool OnlyWorthKnowing { get; private init; }

    /// <summary>What the rule used.</summary>
    public IReadOnlyList<Fact> Facts { get; private init; } = [];

    /// <summary>What would remove the doubt.</summary>
    public IReadOnlyList<Phrase> Flips { get; private init; } = [];

    /// <summary>What a hold does to reserved units.</summary>
    public StockEffect Effect { get; private init; } = StockEffect.Keeps;

    /// <summary>All is well.</summary>
    public static Opinion Fine { get; } = new();

    /// <summary>Something is wrong.</summary>
    public static Opinion Doubt(string reason, params Term[] args) => new() { Reason = new Phrase(reason, args) };

    /// <summary>Worth knowing, never a reason to hold.</summary>
    public static Opinion Note(string reason, params Term[] args) => new() { Reason = new Phrase(reason, args), OnlyWorthKnowing = true };

    /// <summary>Adds what was used.</summary>
    public Opinion With(string label, Term value, string source) => this with { Facts = [.. Facts, new Fact(label, value, source)] };

    /// <summary>Adds what would remove the doubt.</summary>
    public Opinion Flip(string code, params Term[] args) => this with { Flips = [.. Flips, new Phrase(code, args)] };

    /// <summary>A hold puts the reserved units back on sale.</summary>
    public Opinion Freeing() => this with { Effect = StockEffect.Frees };
}
