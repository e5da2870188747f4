using System.Text.RegularExpressions;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What a template may leave open.</summary>
/// <param name="Customer">The name of who is written to.</param>
/// <param name="Order">The number the customer knows the order by.</param>
/// <param name="Missing">What is missing or doubtful, in the customer's language.</param>
/// <param name="Total">What the order costs.</param>
/// <param name="Shop">The shop they bought in.</param>
public sealed record MessageValues(string Customer, string Order, string Missing, string Total, string Shop);

/// <summary>Texts with holes from a fixed list: {customer}, {order}, {missing}, {total}, {shop}.</summary>
public static partial class MessageText
{
    /// <summary>The longest text.</summary>
    public const int MaxLength = 2000;

    /// <summary>The holes there are.</summary>
    public static IReadOnlyList<string> Holes { get; } = ["customer", "order", "missing", "total", "shop"];

    /// <summary>What is wrong with a text as a template, or null.</summary>
    public static Error? WhyNot(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Error.Invalid("review.template-empty")
        : text.Length > MaxLength ? Error.Invalid("review.template-too-long", MaxLength)
        : Hole().Matches(text).Select(m => m.Groups[1].Value).FirstOrDefault(name => !Holes.Contains(name)) is { } unknown ? Error.Invalid("review.template-hole", Braced(unknown), string.Join(", ", Holes.Select(Braced)))
        : Hole().Replace(text, "").IndexOfAny(['{', '}']) >= 0 ? Error.Invalid("review.template-brace")
        : null;

    /// <summary>The text with its holes filled; what a value says is never read as a hole.</summary>
    public static string Fill(string text, MessageValues values) => Hole().Replace(text, hole => hole.Groups[1].Value switch
    {
        "customer" => values.Customer,
        "order" => values.Order,
        "missing" => values.Missing,
        "total" => values.Total,
        "shop" => values.Shop,
        _ => hole.Value,
    });

    private static string Braced(string name) => "{" + name + "}";

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Hole();
}
