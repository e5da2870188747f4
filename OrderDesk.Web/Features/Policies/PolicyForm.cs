using System.Globalization;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Policies;

/// <summary>A draft of the policy while somebody types: everything as text, so that nothing typed is lost because it is not right yet.</summary>
public sealed class PolicyForm
{
    /// <summary>What a form says: the policy as far as it can be read, and what cannot.</summary>
    /// <param name="Policy">The policy; what cannot be read stays as it was.</param>
    /// <param name="Mistakes">What cannot be read.</param>
    public sealed record Reading(VerificationPolicy Policy, IReadOnlyList<FieldError> Mistakes);

    /// <summary>What a check does, as chosen and typed.</summary>
    public sealed class CheckChoice
    {
        /// <summary>Hold, warn or off.</summary>
        public CheckMode Mode { get; set; }

        /// <summary>Points of a warning.</summary>
        public string? Points { get; set; }
    }

    /// <summary>Thresholds by key; shares in per cent.</summary>
    public Dictionary<string, string?> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks by code.</summary>
    public Dictionary<string, CheckChoice> Checks { get; } = new(StringComparer.Ordinal);

    /// <summary>Settings of checks that this version does not know, kept as they are unless somebody takes them away.</summary>
    public Dictionary<string, CheckSetting> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Limits of a first order, one currency and amount a line.</summary>
    public string? Limits { get; set; }

    /// <summary>Lists by key, one entry a line.</summary>
    public Dictionary<string, string?> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>The rules.</summary>
    public List<RuleForm> Rules { get; } = [];

    /// <summary>The form of a policy.</summary>
    public static PolicyForm Of(VerificationPolicy policy)
    {
        var form = new PolicyForm();
        foreach (var threshold in PolicyThresholds.List)
        {
            form.Numbers[threshold.Key] = PolicyChanges.Written(threshold, threshold.Get(policy));
        }

        foreach (var check in AllChecks.List)
        {
            form.Checks[check.Code] = new CheckChoice { Mode = policy.ModeOf(check), Points = Text(policy.PointsOf(check)) };
        }

        foreach (var (code, setting) in policy.Checks.Where(check => !AllChecks.Codes.Contains(check.Key)))
        {
            form.Unknown[code] = setting;
        }

        foreach (var list in PolicyEntries.List)
        {
            form.Lists[list.Key] = string.Join('\n', list.Get(policy));
        }

        form.Limits = string.Join('\n', policy.FirstOrderLimits.OrderBy(limit => limit.Key, StringComparer.Ordinal).Select(limit => $"{limit.Key} {Amount(limit.Value, limit.Key)}"));
        form.Rules.AddRange(policy.Rules.Select(RuleForm.Of));
        return form;
    }

    /// <summary>What the form says.</summary>
    /// <param name="before">The policy that what cannot be read is left from.</param>
    public Reading Read(VerificationPolicy before)
    {
        var mistakes = new List<FieldError>();
        var policy = PolicyThresholds.List.Aggregate(before, (changed, threshold) => Number(threshold, mistakes) is { } value ? threshold.Set(changed, value) : changed);
        policy = PolicyEntries.List.Aggregate(policy, (changed, list) => list.Set(changed, Lines(Lists[list.Key])));
        policy = policy with { Checks = ReadChecks(mistakes), FirstOrderLimits = ReadLimits(before, mistakes), Rules = [.. Rules.Select(rule => rule.Read())] };
        return new Reading(policy, mistakes);
    }

    /// <summary>The entries of a box of several lines, none empty and none twice.</summary>
    public static IReadOnlyList<string> Lines(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>A number as people of this language or of any write it, or null.</summary>
    public static decimal? Number(string? text)
    {
        var plain = text?.Trim();
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || decimal.TryParse(plain, NumberStyles.Number, CultureInfo.CurrentCulture, out number) ? number : null;
    }

    /// <summary>A number as the form writes it.</summary>
    public static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>An amount as the form writes it: parts of a unit with the digits of the currency, whole ones without.</summary>
    public static string Amount(decimal amount, string? currency) => amount == decimal.Truncate(amount) ? Text(amount) : Prices.Typed(amount, currency);

    private decimal? Number(PolicyThreshold threshold, List<FieldError> mistakes)
    {
        var share = threshold.Unit is PolicyUnit.Share ? 100 : 1;
        var value = Number(Numbers[threshold.Key]) / share;
        var mistake = value is null ? new FieldError(threshold.Key, "verification.policy-number")
            : value < threshold.Low || value > threshold.High ? new FieldError(threshold.Key, "verification.policy-range", threshold.Low * share, threshold.High * share)
            : threshold.Whole && value != decimal.Truncate(value.Value) ? new FieldError(threshold.Key, "verification.rule-not-whole")
            : null;
        if (mistake is not null)
        {
            mistakes.Add(mistake);
        }

        return mistake is null ? value : null;
    }

    /// <summary>Only what differs from the check's own setting is kept.</summary>
    private Dictionary<string, CheckSetting> ReadChecks(List<FieldError> mistakes)
    {
        var settings = new Dictionary<string, CheckSetting>(Unknown);
        foreach (var check in AllChecks.List)
        {
            var choice = Checks[check.Code];
            var points = Number(choice.Points);
            if (points is null or < 0 or > 1_000 || points != decimal.Truncate(points.Value))
            {
                mistakes.Add(new FieldError($"Checks.{check.Code}.Points", "verification.policy-range", 0, 1_000));
                continue;
            }

            var setting = new CheckSetting { Mode = choice.Mode == check.Mode ? null : choice.Mode, Points = points == check.Points ? null : (int)points };
            if (setting != new CheckSetting())
            {
                settings[check.Code] = setting;
            }
        }

        return settings;
    }

    private IReadOnlyDictionary<string, decimal> ReadLimits(VerificationPolicy before, List<FieldError> mistakes)
    {
        var limits = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in Lines(Limits))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (parts is [var currency, var amount] && Number(amount) is { } limit)
            {
                limits[currency.ToUpperInvariant()] = limit;
            }
            else
            {
                mistakes.Add(new FieldError("FirstOrderLimits", "verification.policy-limit", line));
                return before.FirstOrderLimits;
            }
        }

        return limits;
    }
}
