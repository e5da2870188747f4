namespace OrderDesk.Core.Intake.Files;

/// <summary>What one reading of a whole file told; with it the orders can be given out while the file is read again.</summary>
public sealed class FileSurvey
{
    internal FileSurvey(ImportProfile profile, ColumnMap columns, int rows, int groups, string sha256, Dictionary<UInt128, RowSpan> spans)
    {
        Profile = profile;
        Columns = columns;
        Rows = rows;
        Groups = groups;
        Sha256 = sha256;
        Spans = spans;
    }

    /// <summary>The profile the file was read by.</summary>
    public ImportProfile Profile { get; }

    /// <summary>Where the profile's columns stand; names the headers it has no use for.</summary>
    public ColumnMap Columns { get; }

    /// <summary>Rows below the header.</summary>
    public int Rows { get; }

    /// <summary>How many groups the file gives: orders, refunds, and rows that belong to none.</summary>
    public int Groups { get; }

    /// <summary>The SHA-256 of the file as sent, hex in small letters.</summary>
    public string Sha256 { get; }

    /// <summary>The first and last row of every order.</summary>
    internal Dictionary<UInt128, RowSpan> Spans { get; }
}

/// <summary>Where the rows of one order begin and end, as ordinals, and how many characters they have.</summary>
internal record struct RowSpan(int First, int Last, long Length);
