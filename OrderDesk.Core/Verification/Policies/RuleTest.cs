namespace OrderDesk.Core.Verification.Policies;

/// <summary>A question made ready to be asked of many orders; what this version does not know throws, so that the order is held and not waved through.</summary>
internal sealed class RuleTest
{
    private readonly RuleOperator _asked;
    private readonly string? _currency;
    private readonly decimal[] _numbers;
    private readonly string[] _texts;

    public RuleTest(RuleLeaf leaf)
    {
        Field = RuleFields.Find(leaf.Field) ?? throw new InvalidOperationException($"No field is called '{leaf.Field}'.");
        if (!Field.Operators.Contains(leaf.Is) || leaf.Values.Count < RuleValues.Count(leaf.Is).Least)
        {
            throw new InvalidOperationException($"'{leaf.Is}' cannot be asked of '{leaf.Field}' like this.");
        }

        (_asked, _currency) = (leaf.Is, leaf.Currency);
        var numeric = RuleField.IsNumeric(Field.Type);
        _numbers = numeric ? [.. leaf.Values.Select(value => RuleValues.Number(value) ?? throw new InvalidOperationException($"'{value}' is no number."))] : [];
        _texts = numeric ? [] : [.. leaf.Values.Select(value => RuleValues.Text(Field, value) ?? throw new InvalidOperationException($"'{value}' is no value of '{leaf.Field}'."))];
    }

    public RuleField Field { get; }

    public bool Holds(OrderFacts facts)
    {
        var read = Field.Read(facts);
        return _asked switch
        {
            RuleOperator.Empty => read.Count == 0,
            RuleOperator.Given => read.Count > 0,
            RuleOperator.IsNot => !Any(read),
            RuleOperator.Is or RuleOperator.OneOf or RuleOperator.Contains or RuleOperator.StartsWith or RuleOperator.AtLeast or RuleOperator.AtMost or RuleOperator.Between => Any(read),
        };
    }

    private bool Any(IReadOnlyList<RuleReading> read)
    {
        foreach (var reading in read)
        {
            if (reading.Text is { } text ? Fits(text) : Fits(reading.Number, reading.Currency))
            {
                return true;
            }
        }

        return false;
    }

    private bool Fits(string text) => _asked switch
    {
        RuleOperator.Is or RuleOperator.IsNot or RuleOperator.OneOf => Array.IndexOf(_texts, text) >= 0,
        RuleOperator.Contains => text.Contains(_texts[0], StringComparison.Ordinal),
        RuleOperator.StartsWith => text.StartsWith(_texts[0], StringComparison.Ordinal),
        RuleOperator.AtLeast or RuleOperator.AtMost or RuleOperator.Between or RuleOperator.Empty or RuleOperator.Given => false,
    };

    private bool Fits(decimal number, string? currency) => currency == (currency is null ? null : _currency) && _asked switch
    {
        RuleOperator.Is or RuleOperator.IsNot => number == _numbers[0],
        RuleOperator.AtLeast => number >= _numbers[0],
        RuleOperator.AtMost => number <= _numbers[0],
        // From 22 to 6 o'clock is one night.
        RuleOperator.Between when Field.Type is RuleType.Hour && _numbers[0] > _numbers[1] => number >= _numbers[0] || number <= _numbers[1],
        RuleOperator.Between => number >= _numbers[0] && number <= _numbers[1],
        RuleOperator.OneOf or RuleOperator.Contains or RuleOperator.StartsWith or RuleOperator.Empty or RuleOperator.Given => false,
    };
}
