namespace OrderDesk.Core.Intake.Files;

/// <summary>What came of reading a number.</summary>
internal enum NumberOutcome
{
    /// <summary>It is one.</summary>
    Read,

    /// <summary>It is none.</summary>
    NotANumber,

    /// <summary>A comma before exactly three digits: a decimal or a thousands sign.</summary>
    Ambiguous,

    /// <summary>More than four decimals.</summary>
    TooPrecise,

    /// <summary>More than a thousand million million.</summary>
    TooLarge,
}

/// <summary>
/// Reads plain numbers: an optional sign, digits, and a dot or a comma before the decimals. No thousands signs, no currency signs, no
/// exponents; a comma before exactly three digits is not guessed at.
/// </summary>
internal static class FileNumber
{
    private const long MostUnits = 1_000_000_000_000_000 / 10_000;

    /// <summary>Reads a number exactly, as ten-thousandths.</summary>
    public static NumberOutcome TryRead(ReadOnlySpan<char> text, out long tenThousandths)
    {
        tenThousandths = 0;
        var negative = text is ['-', ..];
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        var point = digits.IndexOfAny('.', ',');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (!AllDigits(whole) || !AllDigits(decimals) || whole.Length + decimals.Length == 0 || (point >= 0 && decimals.IsEmpty))
        {
            return NumberOutcome.NotANumber;
        }

        if (point >= 0 && digits[point] is ',' && decimals.Length == 3)
        {
            return NumberOutcome.Ambiguous;
        }

        var units = 0L;
        foreach (var digit in whole)
        {
            units = (units * 10) + (digit - '0');
            if (units > MostUnits)
            {
                return NumberOutcome.TooLarge;
            }
        }

        if (decimals.TrimEnd('0').Length > 4)
        {
            return NumberOutcome.TooPrecise;
        }

        var part = 0L;
        for (var place = 0; place < 4; place++)
        {
            part = (part * 10) + (place < decimals.Length ? decimals[place] - '0' : 0);
        }

        tenThousandths = ((units * 10_000) + part) * (negative ? -1 : 1);
        return NumberOutcome.Read;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
