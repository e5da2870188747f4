using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Why an order file is refused as a whole, before anything of it is taken.</summary>
public static class OrderFileErrors
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>There is no such file.</summary>
    public static Error NotFound(string name) => Error.NotFound("intake.file.not-found", name);

    /// <summary>The file is there but may not be read, or another program holds it.</summary>
    public static Error Unreadable(string name) => Error.Unavailable("intake.file.unreadable", name);

    /// <summary>There is no such import profile; the known ones are named.</summary>
    public static Error UnknownProfile(string name, string known) => Error.NotFound("intake.profile.unknown", name, known);

    /// <summary>The file holds nothing.</summary>
    public static Error Empty() => Error.Invalid("intake.file.empty");

    /// <summary>More bytes were sent than an upload may have.</summary>
    public static Error SentTooMuch(long limit) => Error.Invalid("intake.file.too-large", limit / Megabyte);

    /// <summary>The file unpacks to more than is allowed.</summary>
    public static Error UnpacksTooFar(long limit) => Error.Invalid("intake.file.unpacks-too-far", limit / Megabyte);

    /// <summary>The file has more rows than one import takes.</summary>
    public static Error TooManyRows(int limit) => Error.Invalid("intake.file.too-many-rows", limit);

    /// <summary>The header has more columns than allowed.</summary>
    public static Error TooManyColumns(int limit) => Error.Invalid("intake.file.too-many-columns", limit);

    /// <summary>A field near this line is longer than allowed, mostly because a quote before it was never closed.</summary>
    public static Error FieldTooLong(int line, int limit) => Error.Invalid("intake.file.field-too-long", line, limit);

    /// <summary>A row near this line is longer than allowed.</summary>
    public static Error RowTooLong(int line, int limit) => Error.Invalid("intake.file.row-too-long", line, limit);

    /// <summary>A quote opened in the row of this line is not closed before the file ends.</summary>
    public static Error OpenQuote(int line) => Error.Invalid("intake.file.open-quote", line);

    /// <summary>The file is an Excel workbook; it has to be saved as CSV.</summary>
    public static Error Workbook() => Error.Invalid("intake.file.workbook");

    /// <summary>The file is an archive other than plain gz.</summary>
    public static Error Archive() => Error.Invalid("intake.file.archive");

    /// <summary>The file is packed twice.</summary>
    public static Error PackedTwice() => Error.Invalid("intake.file.packed-twice");

    /// <summary>The packed file is damaged or cut short.</summary>
    public static Error BrokenPacking() => Error.Invalid("intake.file.broken-gz");

    /// <summary>The file is no text: a picture, a PDF, a program or UTF-16 without its mark.</summary>
    public static Error NotText() => Error.Invalid("intake.file.not-text");

    /// <summary>The bytes near this line are not valid in the file's encoding.</summary>
    public static Error BrokenEncoding(int line, string encoding) => Error.Invalid("intake.file.broken-encoding", line, encoding);

    /// <summary>The first line names none of the profile's columns, so it is no header.</summary>
    public static Error NoHeader(string profile) => Error.Invalid("intake.file.no-header", profile);

    /// <summary>The header lacks columns the profile needs.</summary>
    public static Error MissingColumns(string columns) => Error.Invalid("intake.file.missing-columns", columns);

    /// <summary>Two headers name the same column.</summary>
    public static Error DuplicateColumn(string first, string second) => Error.Invalid("intake.file.duplicate-column", first, second);

    /// <summary>Rows of the same order lie so far apart that too many would have to wait; the file has to be sorted by order.</summary>
    public static Error Scattered() => Error.Invalid("intake.file.scattered");
}
