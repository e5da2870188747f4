using System.Globalization;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Every mistake of a policy at once: for a form with the path of its field, for an operator with the key to set.</summary>
public static class PolicyMistakes
{
    /// <summary>The most currencies with a limit of their own.</summary>
    public const int MostLimits = 200;

    /// <summary>The mistakes, each at its field: <c>OrdersPerHour</c>, <c>Checks.phone.Mode</c>, <c>BlockedMail[3]</c>, <c>Rules[0].When.Leaves[1].Values[0]</c>.</summary>
    public static IReadOnlyList<FieldError> In(VerificationPolicy policy) =>
        [.. Numbers(policy), .. Checks(policy), .. Limits(policy), .. Lists(policy), .. RuleMistakes.In(policy.Rules), .. Passes(policy)];

    /// <summary>The mistakes of the settings, in words for an operator.</summary>
    public static IEnumerable<string> Of(VerificationPolicy policy) => In(policy).Select(mistake => $"{VerificationPolicy.Section}:{Key(mistake.Field)} {English(mistake)}");

    private static IEnumerable<FieldError> Numbers(VerificationPolicy policy) =>
        from threshold in PolicyThresholds.List
        let value = threshold.Get(policy)
        where value < threshold.Low || value > threshold.High
        select new FieldError(threshold.Key, "verification.policy-range", threshold.Low, threshold.High);

    private static IEnumerable<FieldError> Checks(VerificationPolicy policy)
    {
        foreach (var (code, setting) in policy.Checks)
        {
            var path = $"{nameof(policy.Checks)}.{code}";
            if (!AllChecks.Codes.Contains(code))
            {
                yield return new FieldError(path, "verification.policy-unknown-check", code);
                continue;
            }

            if (setting.Mode is { } mode && !Enum.IsDefined(mode))
            {
                yield return new FieldError($"{path}.{nameof(setting.Mode)}", "verification.policy-mode");
            }

            if (setting.Points is < 0 or > 1_000)
            {
                yield return new FieldError($"{path}.{nameof(setting.Points)}", "verification.policy-range", 0, 1_000);
            }
        }
    }

    private static IEnumerable<FieldError> Limits(VerificationPolicy policy)
    {
        if (policy.FirstOrderLimits.Count > MostLimits)
        {
            yield return new FieldError(nameof(policy.FirstOrderLimits), "verification.policy-too-many", MostLimits);
        }

        foreach (var (currency, limit) in policy.FirstOrderLimits)
        {
            var path = $"{nameof(policy.FirstOrderLimits)}.{currency}";
            if (!Currencies.IsKnown(currency))
            {
                yield return new FieldError(path, "verification.policy-currency", currency);
            }
            else if (limit is < 0 or > 1_000_000_000)
            {
                yield return new FieldError(path, "verification.policy-range", 0, 1_000_000_000);
            }
            else if (limit != Math.Round(limit, Currencies.Digits(currency)))
            {
                yield return new FieldError(path, "verification.rule-too-fine", currency);
            }
        }
    }

    private static IEnumerable<FieldError> Lists(VerificationPolicy policy)
    {
        foreach (var list in PolicyEntries.List)
        {
            var entries = list.Get(policy);
            if (entries.Count > PolicyEntries.Most)
            {
                yield return new FieldError(list.Key, "verification.policy-too-many", PolicyEntries.Most);
            }

            for (var at = 0; at < Math.Min(entries.Count, PolicyEntries.Most); at++)
            {
                if (entries[at].Length > PolicyEntries.EntryMaxLength)
                {
                    yield return new FieldError($"{list.Key}[{at}]", "shared.too-long", PolicyEntries.EntryMaxLength);
                }
                else if (list.Mistake(entries[at]) is { } code)
                {
                    yield return new FieldError($"{list.Key}[{at}]", code, entries[at]);
                }
            }
        }
    }

    /// <summary>Rules that let pass what holds nothing.</summary>
    private static IEnumerable<FieldError> Passes(VerificationPolicy policy) =>
        from entry in policy.Rules.Select((rule, at) => (rule, at))
        where entry.rule.On
        let check = AllChecks.List.FirstOrDefault(check => check.Code == entry.rule.Then.LetPass)
        where check is not null && policy.ModeOf(check) is not CheckMode.Hold
        select new FieldError($"{nameof(policy.Rules)}[{entry.at}].Then.LetPass", "verification.rule-pass-idle");

    /// <summary>The key of the settings: without the place inside a list.</summary>
    private static string Key(string path) => path.Split('[')[0].Replace('.', ':');

    private static string English(FieldError mistake) => string.Format(CultureInfo.InvariantCulture, mistake.Code switch
    {
        "verification.policy-range" => "must lie between {0} and {1}",
        "verification.policy-unknown-check" => "names no check; the checks are " + string.Join(", ", AllChecks.Codes),
        "verification.policy-mode" => "must be Hold, Warn or Off",
        "verification.policy-currency" => "is no ISO 4217 currency",
        "verification.policy-country" => "holds '{0}', which is no ISO 3166-1 alpha-2 code",
        "verification.policy-mail" => "holds '{0}'; write an e-mail address, or @ and a domain",
        "verification.policy-phone" => "holds '{0}'; write the number with + and country code",
        "verification.policy-address" => "holds '{0}'; write street, postal code, country",
        "verification.policy-too-many" => "holds more than {0} entries",
        "verification.rule-too-fine" => "is finer than {0} can be paid",
        "shared.too-long" => "holds an entry of more than {0} characters",
        _ => $"has a rule that cannot be used ({mistake.Code} at {mistake.Field}); rules are best written on the page Policies",
    }, mistake.Args);
}
