using OrderDesk.Core.Data;

namespace OrderDesk.Core.Access;

/// <summary>Which values of the trail are amounts, and where their currency stands.</summary>
public static class AuditAmounts
{
    private const string Minor = "Minor";

    private static readonly HashSet<string> Prices = new(StringComparer.Ordinal) { "Price", "Cost", "UnitPrice" };

    /// <summary>Whether a property holds minor units of a currency.</summary>
    public static bool IsMinor(string name) => name.EndsWith(Minor, StringComparison.Ordinal);

    /// <summary>Whether a property holds ten-thousandths of the major unit of a currency.</summary>
    public static bool IsPrice(string name) => Prices.Contains(name);

    /// <summary>The properties that may hold the currency of an amount, the closest first: PaymentCurrency for PaymentMinor, then Currency.</summary>
    internal static IEnumerable<string> CurrencyNames(string name) => IsMinor(name) ? [$"{name[..^Minor.Length]}Currency", "Currency"] : ["Currency"];

    /// <summary>Whether a line has an amount and does not say in which currency.</summary>
    internal static bool LacksCurrency(AuditLines.Row row) => row.Differences.Any(one => (IsMinor(one.Name) || IsPrice(one.Name))
        && ((one.Before is not null && row.CurrencyOf(one.Name, before: true) is null) || (one.After is not null && row.CurrencyOf(one.Name, before: false) is null)));
}

/// <summary>The currencies of rows of one kind, for lines of the trail that hold an amount and not its currency; each feature with money brings its own.</summary>
public interface ISubjectCurrencies
{
    /// <summary>The kind of row.</summary>
    string Kind { get; }

    /// <summary>By the number of the row: the currencies by the name of the property that holds them.</summary>
    Task<IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>>> FindAsync(OrderDeskDb db, IReadOnlyCollection<long> rows, CancellationToken ct);
}
