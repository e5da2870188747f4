namespace OrderDesk.Core.Intake.Files;

/// <summary>Why a row was skipped or rejected: a stable dotted code that is also the translation key, and what its words need.</summary>
/// <param name="Code">Stable and dotted; the report prints it beside its words.</param>
/// <param name="Args">What the words of the code need, in order.</param>
public sealed record RowReason(string Code, params object[] Args)
{
    /// <summary>The same content is already here.</summary>
    public static RowReason Unchanged { get; } = new("intake.skip.unchanged");

    /// <summary>All fields of the row are empty.</summary>
    public static RowReason EmptyRow { get; } = new("intake.skip.empty-row");

    /// <summary>An invoice that writes off a debt and sells nothing.</summary>
    public static RowReason BadDebt { get; } = new("intake.skip.bad-debt");

    /// <summary>An invoice without a single sold unit: a stock adjustment.</summary>
    public static RowReason NoSale { get; } = new("intake.skip.no-sale");

    /// <summary>A bookkeeping adjustment on an order.</summary>
    public static RowReason Adjustment { get; } = new("intake.skip.adjustment");

    /// <summary>Bank charges on an order.</summary>
    public static RowReason BankCharges { get; } = new("intake.skip.bank-charges");

    /// <summary>A test article.</summary>
    public static RowReason TestArticle { get; } = new("intake.skip.test-article");

    /// <summary>Another row of the same order is wrong, so that nothing of the order is taken.</summary>
    public static RowReason WithOthers(int line) => new("intake.row.with-others", line);

    /// <summary>The row has more or fewer fields than the header.</summary>
    public static RowReason Columns(int expected, int found) => new("intake.row.columns", expected, found);

    /// <summary>A quote stands where none may stand.</summary>
    public static RowReason Quotes { get; } = new("intake.row.quotes");

    /// <summary>A field holds a control character such as NUL.</summary>
    public static RowReason ControlCharacter(string column) => new("intake.row.control-character", column);

    /// <summary>A field that is needed is empty.</summary>
    public static RowReason Missing(string column) => new("intake.row.missing", column);

    /// <summary>A field is longer than its column may be.</summary>
    public static RowReason TooLong(string column, int limit) => new("intake.row.too-long", column, limit);

    /// <summary>A field is no number.</summary>
    public static RowReason NotANumber(string column, string value) => new("intake.row.number", column, Short(value));

    /// <summary>A comma before exactly three digits may be a decimal or a thousands sign.</summary>
    public static RowReason AmbiguousNumber(string column, string value) => new("intake.row.number-ambiguous", column, Short(value));

    /// <summary>A number has more decimals than can be kept.</summary>
    public static RowReason TooPrecise(string column, string value) => new("intake.row.too-precise", column, Short(value));

    /// <summary>A number is negative or larger than its column may be.</summary>
    public static RowReason OutOfRange(string column, string value) => new("intake.row.out-of-range", column, Short(value));

    /// <summary>A field is no date and time in ISO form.</summary>
    public static RowReason NotADate(string column, string value) => new("intake.row.date", column, Short(value));

    /// <summary>A date is of a year in which no order can be.</summary>
    public static RowReason WrongYear(string column, int first, int last, string value) => new("intake.row.year", column, first, last, Short(value));

    /// <summary>A currency is no active ISO 4217 code.</summary>
    public static RowReason UnknownCurrency(string column, string value) => new("intake.row.currency", column, Short(value));

    /// <summary>A field holds a word that is not one of those allowed.</summary>
    public static RowReason NotAChoice(string column, string value, string allowed) => new("intake.row.choice", column, Short(value), allowed);

    /// <summary>A value of the whole order differs from the one on an earlier row of it.</summary>
    public static RowReason Contradicts(string column, int line) => new("intake.row.contradicts", column, line);

    /// <summary>The order has more rows than one order may have.</summary>
    public static RowReason OrderTooLong(int limit) => new("intake.row.order-too-long", limit);

    /// <summary>The lines of the order come to more than an amount may be.</summary>
    public static RowReason OrderTooLarge(long limit) => new("intake.row.order-too-large", limit);

    /// <summary>The invoice number is of no known kind.</summary>
    public static RowReason UnknownInvoice(string value) => new("intake.row.invoice", Short(value));

    /// <summary>The order is here already, taken to be fulfilled; records do not change it.</summary>
    public static RowReason AlreadyLive(string number) => new("intake.row.already-live", number);

    /// <summary>The order is here already and says something else; it waits in the intake inbox.</summary>
    public static RowReason OtherContent(string number) => new("intake.row.other-content", number);

    /// <summary>A number of the order cannot be worked with, such as a line without units.</summary>
    public static RowReason CannotBeFulfilled(string sku) => new("intake.row.cannot-be-fulfilled", Short(sku));

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
