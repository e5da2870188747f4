namespace OrderDesk.Core.Verification.Policies;

/// <summary>Whether an order can exist that a condition matches, as far as its own questions tell.</summary>
internal static class RuleReach
{
    /// <summary>Where a condition contradicts itself, with the label of the field, or null where nothing speaks against a match.</summary>
    public static (string Path, string Field)? NeverMatches(RuleGroup group, string path) => group.Join is RuleJoin.Any ? NoneOf(group, path) : NotAll(group, path);

    /// <summary>One of several is enough: all of them must be out of reach.</summary>
    private static (string Path, string Field)? NoneOf(RuleGroup group, string path)
    {
        (string, string)? first = null;
        foreach (var leaf in group.Leaves)
        {
            if (Contradiction([leaf]) is not { } field)
            {
                return null;
            }

            first ??= (path, field.Label);
        }

        for (var at = 0; at < group.Groups.Count; at++)
        {
            if (NeverMatches(group.Groups[at], $"{path}.Groups[{at}]") is not { } never)
            {
                return null;
            }

            first ??= never;
        }

        return first;
    }

    private static (string Path, string Field)? NotAll(RuleGroup group, string path)
    {
        if (Contradiction([.. Together(group)]) is { } field)
        {
            return (path, field.Label);
        }

        for (var at = 0; at < group.Groups.Count; at++)
        {
            if (NeverMatches(group.Groups[at], $"{path}.Groups[{at}]") is { } never)
            {
                return never;
            }
        }

        return null;
    }

    /// <summary>Questions that must hold together: those of the group and of groups inside it of which all must hold.</summary>
    private static IEnumerable<RuleLeaf> Together(RuleGroup group) =>
        group.Leaves.Concat(group.Groups.Where(inner => inner.Join is RuleJoin.All).SelectMany(Together));

    private static RuleField? Contradiction(IReadOnlyList<RuleLeaf> leaves) =>
        leaves.GroupBy(leaf => leaf.Field, StringComparer.Ordinal)
            .Select(asked => (Field: RuleFields.Find(asked.Key)!, Leaves: asked.ToList()))
            .FirstOrDefault(asked => Contradict(asked.Field, asked.Leaves)).Field;

    private static bool Contradict(RuleField field, IReadOnlyList<RuleLeaf> leaves)
    {
        var wantsNothing = leaves.Any(leaf => leaf.Is is RuleOperator.Empty);
        if (wantsNothing && leaves.Any(leaf => leaf.Is is not (RuleOperator.Empty or RuleOperator.IsNot)))
        {
            return true;
        }

        var asked = leaves.Where(leaf => leaf.Is is not (RuleOperator.Empty or RuleOperator.Given)).ToList();
        if (field.Several)
        {
            // Each question may be answered by another of the things; only "is" and "is not" of the same one cannot both hold.
            return asked.Where(leaf => leaf.Is is RuleOperator.Is).Any(leaf => asked.Any(other => other.Is is RuleOperator.IsNot && Texts(field, leaf).SequenceEqual(Texts(field, other))))
                || leaves.Select(leaf => leaf.Currency).OfType<string>().Distinct().Count() > 1;
        }

        return field.Type switch
        {
            RuleType.Hour => !Enumerable.Range(0, 24).Any(hour => asked.TrueForAll(leaf => Fits(leaf, hour))),
            RuleType.Number or RuleType.Money or RuleType.Share => NumbersContradict(field, asked),
            RuleType.YesNo when asked.Count > 0 => asked.Select(leaf => leaf.Values[0]).Distinct().Count() > 1,
            RuleType.Text or RuleType.Choice or RuleType.Country or RuleType.YesNo => TextsContradict(field, asked),
        };
    }

    /// <summary>The same currency, and a range that is left when all are laid over each other.</summary>
    private static bool NumbersContradict(RuleField field, List<RuleLeaf> asked)
    {
        if (field.Type is RuleType.Money && asked.Select(leaf => leaf.Currency).Distinct().Count() > 1)
        {
            return true;
        }

        var (low, high) = field.Range;
        foreach (var leaf in asked)
        {
            var (from, to) = leaf.Is switch
            {
                RuleOperator.AtLeast => (Number(leaf, 0), field.Range.High),
                RuleOperator.AtMost => (field.Range.Low, Number(leaf, 0)),
                RuleOperator.Between => (Number(leaf, 0), Number(leaf, 1)),
                RuleOperator.Is => (Number(leaf, 0), Number(leaf, 0)),
                RuleOperator.IsNot or RuleOperator.OneOf or RuleOperator.Contains or RuleOperator.StartsWith or RuleOperator.Empty or RuleOperator.Given => field.Range,
            };
            (low, high) = (Math.Max(low, from), Math.Min(high, to));
        }

        return low > high || (low == high && asked.Exists(leaf => leaf.Is is RuleOperator.IsNot && Number(leaf, 0) == low));
    }

    /// <summary>Values that are asked for and not excluded; where none is named, only beginnings can exclude each other.</summary>
    private static bool TextsContradict(RuleField field, List<RuleLeaf> asked)
    {
        var named = asked.Where(leaf => leaf.Is is RuleOperator.Is or RuleOperator.OneOf).Select(leaf => Texts(field, leaf).ToHashSet(StringComparer.Ordinal)).ToList();
        if (named.Count > 0)
        {
            return !named[0].Any(text => named.TrueForAll(set => set.Contains(text)) && asked.TrueForAll(leaf => Fits(field, leaf, text)));
        }

        var starts = asked.Where(leaf => leaf.Is is RuleOperator.StartsWith).Select(leaf => Texts(field, leaf)[0]).ToList();
        if (starts.Exists(one => starts.Exists(other => !one.StartsWith(other, StringComparison.Ordinal) && !other.StartsWith(one, StringComparison.Ordinal))))
        {
            return true;
        }

        var excluded = asked.Where(leaf => leaf.Is is RuleOperator.IsNot).SelectMany(leaf => Texts(field, leaf)).ToHashSet(StringComparer.Ordinal);
        return field.Choices.Count > 0 && field.Choices.All(excluded.Contains);
    }

    private static bool Fits(RuleField field, RuleLeaf leaf, string text) => leaf.Is switch
    {
        RuleOperator.Contains => text.Contains(Texts(field, leaf)[0], StringComparison.Ordinal),
        RuleOperator.StartsWith => text.StartsWith(Texts(field, leaf)[0], StringComparison.Ordinal),
        RuleOperator.IsNot => Texts(field, leaf)[0] != text,
        RuleOperator.Is or RuleOperator.OneOf or RuleOperator.AtLeast or RuleOperator.AtMost or RuleOperator.Between or RuleOperator.Empty or RuleOperator.Given => true,
    };

    private static bool Fits(RuleLeaf leaf, int hour) => leaf.Is switch
    {
        RuleOperator.Is => hour == Number(leaf, 0),
        RuleOperator.IsNot => hour != Number(leaf, 0),
        RuleOperator.AtLeast => hour >= Number(leaf, 0),
        RuleOperator.AtMost => hour <= Number(leaf, 0),
        RuleOperator.Between when Number(leaf, 0) > Number(leaf, 1) => hour >= Number(leaf, 0) || hour <= Number(leaf, 1),
        RuleOperator.Between => hour >= Number(leaf, 0) && hour <= Number(leaf, 1),
        RuleOperator.OneOf or RuleOperator.Contains or RuleOperator.StartsWith or RuleOperator.Empty or RuleOperator.Given => true,
    };

    private static decimal Number(RuleLeaf leaf, int at) => RuleValues.Number(leaf.Values[at])!.Value;

    private static List<string> Texts(RuleField field, RuleLeaf leaf) =>
        [.. leaf.Values.Select(value => RuleField.IsNumeric(field.Type) ? RuleValues.Number(value)?.ToString(System.Globalization.CultureInfo.InvariantCulture) : RuleValues.Text(field, value)).OfType<string>()];
}
