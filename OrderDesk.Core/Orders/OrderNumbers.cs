using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>What a typed search is: one order number, a pasted list of numbers, or words; and whether it names a person.</summary>
public static class OrderNumbers
{
    /// <summary>The most numbers of one pasted list.</summary>
    public const int MostPasted = 500;

    private const int PhoneDigits = 6;

    /// <summary>The digits of an order number; a longer run of nothing but digits may be a phone.</summary>
    private const int NumberDigits = 7;
    private static readonly char[] Separators = [',', ';', '\n', '\r', '\t', '、', '，', '；'];

    /// <summary>Numbers that were pasted.</summary>
    /// <param name="Numbers">The numbers as they were written, each once.</param>
    /// <param name="Certain">Whether they cannot be words: separated by commas, lines or tabs.</param>
    public sealed record Paste(IReadOnlyList<string> Numbers, bool Certain);

    /// <summary>The numbers of a pasted list, or null when it is something else: blanks separate only what looks like a number.</summary>
    public static Paste? Pasted(string text)
    {
        var certain = text.Any(Separators.Contains);
        var parts = text.Split([.. Separators, ' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 && parts.All(part => IsNumberLike(part, certain))
            ? new Paste([.. parts.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostPasted)], certain)
            : null;
    }

    /// <summary>The one order number that was typed, or null.</summary>
    public static OrderId? One(string text) =>
        text.Trim() is var one && (one.StartsWith("OD", StringComparison.OrdinalIgnoreCase) || one.All(char.IsAsciiDigit)) ? OrderId.Parse(one) : null;

    /// <summary>The number as the channel keeps it, without the sign people put before it.</summary>
    public static string Bare(string number) => number.TrimStart('#');

    /// <summary>Whether a search names a person by e-mail or phone, so that it must not stand in an address; a list does if any part of it does.</summary>
    public static bool NamesPerson(string text)
    {
        var folded = Writing.Folded(text);
        return folded.Contains('@', StringComparison.Ordinal) || folded.Split(Separators).Any(MayBePhone);
    }

    private static bool MayBePhone(string text)
    {
        if (Pasted(text) is { } list)
        {
            return list.Numbers.Any(part => part[0] == '+' || (part.Length > NumberDigits && part.All(char.IsAsciiDigit)));
        }

        var digits = 0;
        var wide = false;
        foreach (var letter in text + "x")
        {
            if (char.IsAsciiDigit(letter))
            {
                digits++;
            }
            else if (letter is '+' or '(' or ')' or '-' or '.' or '/' or ' ')
            {
                wide |= digits > 0 || letter is '+';
            }
            else if (digits >= PhoneDigits)
            {
                break;
            }
            else
            {
                (digits, wide) = (0, false);
            }
        }

        // Seven digits in one piece are an order number; anything longer may be a phone.
        return One(text) is { } number && number.Number.Length <= "OD-".Length + NumberDigits ? false : digits > PhoneDigits || (digits == PhoneDigits && wide);
    }

    private static bool IsNumberLike(string part, bool certain)
    {
        var digits = part.Count(char.IsAsciiDigit);
        return digits > 0 && part.Length <= Order.ExternalIdMaxLength && !part.Contains('@', StringComparison.Ordinal)
            && (certain || part[0] == '#' || (digits == part.Length ? digits > PhoneDigits : part.Any(char.IsAsciiLetter)));
    }
}
