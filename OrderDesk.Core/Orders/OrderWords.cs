using System.Text;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The words an order is found by, and how a typed search becomes such words; the same on every engine.</summary>
public static class OrderWords
{
    private const int MaxWords = 400;
    private const int MaxSearchWords = 12;
    private const int FewestPhoneDigits = 6;

    /// <summary>The text to index: number, channel number, name, e-mail, phone and SKUs as plain lower-case words.</summary>
    public static string Of(Order order) => Of(
        order.Id, order.ExternalId, order.CustomerName, order.Shipping.Name, order.Email, order.Phone, order.Lines.Select(line => line.Sku));

    /// <summary>The text to index, from its parts.</summary>
    public static string Of(OrderId id, string externalId, string? name, string? recipient, string? email, string? phone, IEnumerable<string> skus)
    {
        var words = new List<string>(32);
        Split(words, FormattableString.Invariant($"{id.Value} {externalId}"));
        Split(words, name);
        if (recipient is not null && recipient != name)
        {
            Split(words, recipient);
        }

        Split(words, email);
        words.AddRange(ContactText.SearchDigits(phone));
        foreach (var sku in skus.Distinct(StringComparer.Ordinal))
        {
            Split(words, sku);
        }

        return string.Join(' ', words.Take(MaxWords));
    }

    /// <summary>What a person typed as words: one with spaces inside must stand together; empty when nothing can be searched.</summary>
    public static IReadOnlyList<string> Typed(string text)
    {
        var wanted = new List<string>();
        if (PhoneLike(text) is { } digits)
        {
            wanted.Add(digits);
            return wanted;
        }

        foreach (var part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var words = new List<string>();
            Split(words, part.StartsWith("OD-", StringComparison.OrdinalIgnoreCase) ? part[3..] : part);
            if (words.Count > 0)
            {
                wanted.Add(string.Join(' ', words));
            }
        }

        return [.. wanted.Take(MaxSearchWords)];
    }

    /// <summary>
    /// The same words with phone numbers that were dialled in one piece, such as <c>07700900123</c>, without their leading zeros, as they are indexed; null where
    /// there are none. SKUs and numbers of channels may begin with zeros as well, so both are looked for.
    /// </summary>
    public static IReadOnlyList<string>? Dialled(IReadOnlyList<string> words) =>
        words.Any(IsDialled) ? [.. words.Select(word => IsDialled(word) ? word.TrimStart('0') : word)] : null;

    private static bool IsDialled(string word) => word is ['0', ..] && word.All(char.IsAsciiDigit) && word.TrimStart('0').Length >= FewestPhoneDigits;

    private static string? PhoneLike(string text)
    {
        var looks = text.Any(c => c is ' ' or '+' or '-' or '(' or '/') && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or '/' or '.');
        return looks && ContactText.Digits(text) is { Length: >= FewestPhoneDigits } digits ? digits : null;
    }

    /// <summary>Letters and digits stay together; Chinese, Japanese and Korean letters stand alone, for they have no spaces between words.</summary>
    private static void Split(List<string> words, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var word = new StringBuilder();
        foreach (var letter in Writing.Folded(text))
        {
            if (IsIdeograph(letter))
            {
                Flush();
                words.Add(letter.ToString());
            }
            else if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else
            {
                Flush();
            }
        }

        Flush();

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add(word.Length > 60 ? word.ToString(0, 60) : word.ToString());
                word.Clear();
            }
        }
    }

    private static bool IsIdeograph(char letter) => letter is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');
}
