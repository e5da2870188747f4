using System.Globalization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>Reads the values of a question as its field compares them.</summary>
public static class RuleValues
{
    /// <summary>The value of a yes.</summary>
    public const string Yes = "yes";

    /// <summary>The value of a no.</summary>
    public const string No = "no";

    /// <summary>How many values a question needs: the least and the most.</summary>
    public static (int Least, int Most) Count(RuleOperator asked) => asked switch
    {
        RuleOperator.Empty or RuleOperator.Given => (0, 0),
        RuleOperator.Between => (2, 2),
        RuleOperator.OneOf => (1, CustomRule.MostValues),
        RuleOperator.Is or RuleOperator.IsNot or RuleOperator.Contains or RuleOperator.StartsWith or RuleOperator.AtLeast or RuleOperator.AtMost => (1, 1),
    };

    /// <summary>A number as it is kept, or null.</summary>
    public static decimal? Number(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text or code as it is compared, or null where it is none.</summary>
    public static string? Text(RuleField field, string? value) => field.Type switch
    {
        RuleType.Text => Plain.Of(value) is { Length: > 0 } plain ? plain : null,
        RuleType.Country => Country.Find(value)?.Code,
        RuleType.YesNo => value is Yes or No ? value : null,
        RuleType.Choice => string.IsNullOrWhiteSpace(value) ? null : field.Choices.Count == 0 ? value : field.Choices.FirstOrDefault(choice => choice == value),
        RuleType.Number or RuleType.Money or RuleType.Share or RuleType.Hour => null,
    };

    /// <summary>What is wrong with one value, or null: the code of the mistake and what its words need.</summary>
    public static (string Code, object[] Args)? Mistake(RuleField field, string value, string? currency)
    {
        if (value.Length > CustomRule.ValueMaxLength)
        {
            return ("verification.rule-value-long", [CustomRule.ValueMaxLength]);
        }

        return RuleField.IsNumeric(field.Type) ? NumberMistake(field, value, currency)
            : Text(field, value) is not null ? null
            : string.IsNullOrWhiteSpace(value) ? ("verification.rule-value-missing", [])
            : field.Type is RuleType.Country ? ("verification.policy-country", [value])
            : ("verification.rule-choice", [value]);
    }

    private static (string Code, object[] Args)? NumberMistake(RuleField field, string value, string? currency)
    {
        if (Number(value) is not { } number)
        {
            return string.IsNullOrWhiteSpace(value) ? ("verification.rule-value-missing", []) : ("verification.rule-not-number", [value]);
        }

        if (number < 0)
        {
            return ("verification.rule-minus", []);
        }

        if (field.Type is RuleType.Share && number > 1)
        {
            return ("verification.rule-share", []);
        }

        if (field.Type is RuleType.Number or RuleType.Hour && number != decimal.Truncate(number))
        {
            return ("verification.rule-not-whole", []);
        }

        // A bulk price may be finer than a penny; a sum of money is not.
        var finest = field.Code is "line.unit-price" ? 4 : Currencies.Digits(currency ?? "");
        return field.Type is RuleType.Money && Currencies.IsKnown(currency) && number != Math.Round(number, finest) ? ("verification.rule-too-fine", [currency!])
            : number < field.Range.Low || number > field.Range.High ? ("verification.policy-range", [field.Range.Low, field.Range.High])
            : null;
    }
}
