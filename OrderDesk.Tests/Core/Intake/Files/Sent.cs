using System.IO.Compression;
using System.Text;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>Order files as somebody might send them.</summary>
internal static class Sent
{
    public const string GenericHeader = "external_id,placed_at,currency,sku,quantity,unit_price,total";
    public const string RetailHeader = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country";

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    public static byte[] Text(string text, Encoding? encoding = null, bool marked = false)
    {
        encoding ??= new UTF8Encoding(false);
        return marked ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gz = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gz.Write(content);
        }

        return packed.ToArray();
    }

    public static Result<OrderFile> Open(byte[] content, ImportLimits? limits = null) =>
        OrderFile.Open(new MemoryStream(content), limits ?? ImportLimits.Upload);

    /// <summary>The code a file is refused with, whether on opening or on the first reading.</summary>
    public static string Refusal(byte[] content, string profile = "generic", ImportLimits? limits = null) => RefusalOf(content, profile, limits).Code;

    public static Error RefusalOf(byte[] content, string profile = "generic", ImportLimits? limits = null)
    {
        var opened = Open(content, limits);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        using var file = opened.Value;
        var survey = file.Survey(Profile(profile), Ct);
        return survey.Error ?? throw new InvalidOperationException("The file was taken.");
    }

    public static List<ImportGroup> Groups(string text, string profile = "generic", int skip = 0) => Groups(Text(text), profile, skip: skip);

    public static List<ImportGroup> Groups(byte[] content, string profile = "generic", ImportLimits? limits = null, int skip = 0)
    {
        using var file = Open(content, limits).Value!;
        var survey = file.Survey(Profile(profile), Ct);
        Assert.Null(survey.Error);
        return [.. file.Groups(survey.Value!, skip, Ct)];
    }

    public static ImportTally Tally(IEnumerable<ImportGroup> groups) =>
        groups.Aggregate(new ImportTally(), (tally, group) => tally.Plus(group, GroupOutcome.Imported));

    public static ImportProfile Profile(string name) => ImportProfiles.Find(name).Value!;

    /// <summary>A generic file of these rows below the shortest header.</summary>
    public static string Generic(params string[] rows) => $"{GenericHeader}\n{string.Join('\n', rows)}\n";

    /// <summary>An online-retail file of these rows.</summary>
    public static string Retail(params string[] rows) => $"{RetailHeader}\n{string.Join('\n', rows)}\n";
}
