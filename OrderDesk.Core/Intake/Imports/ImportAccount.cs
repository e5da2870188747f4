using System.Text.Json;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>The figures of an import so far: where every row went, what it was worth, and how the work went.</summary>
public sealed record ImportAccount
{
    /// <summary>Where every row went and what it was worth.</summary>
    public ImportTally Tally { get; init; } = new();

    /// <summary>Rows below the header of the whole file.</summary>
    public int RowsInFile { get; init; }

    /// <summary>How often it went on after an interruption.</summary>
    public int Resumed { get; init; }

    /// <summary>Customers who bought for the first time.</summary>
    public long Customers { get; init; }

    /// <summary>Products that came into the catalogue.</summary>
    public long Products { get; init; }

    /// <summary>Transactions so far.</summary>
    public long Batches { get; init; }

    /// <summary>The longest transaction in milliseconds; what somebody else held up counts as well.</summary>
    public double LongestMs { get; init; }

    /// <summary>Seconds of work, those before an interruption included.</summary>
    public double Seconds { get; init; }

    /// <summary>How long the account of skipped and rejected rows is, in bytes; what stands behind is from a batch that was never committed.</summary>
    public long ReportBytes { get; init; }

    /// <summary>How far it is, 0 to 100.</summary>
    public int Percent => RowsInFile == 0 ? 100 : (int)(Tally.RowsRead * 100 / RowsInFile);

    /// <summary>As kept with the import.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As kept with the import.</summary>
    public static ImportAccount FromJson(string json) => JsonSerializer.Deserialize<ImportAccount>(json)!;
}
