using System.Text;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>A file that cannot be read is refused whole, before anything of it is taken, with what is wrong.</summary>
public class OrderFileRefusalTests
{
    private static readonly byte[] Good = Sent.Text(Sent.Generic("A1,2026-01-05,EUR,S1,1,2.50,2.50", "A2,2026-01-05,EUR,S1,1,2.50,2.50"));

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "intake.file.empty", [] },
        { "intake.file.empty", Sent.Text("\n\r\n\n") },
        { "intake.file.empty", Sent.Packed([]) },
        { "intake.file.empty", [0xEF, 0xBB, 0xBF] },
        { "intake.file.archive", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3] },
        { "intake.file.archive", Sent.Packed([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) },
        { "intake.file.workbook", [0x50, 0x4B, 0x03, 0x04, .. "....[Content_Types].xml...."u8] },
        { "intake.file.workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1] },
        { "intake.file.not-text", [.. "%PDF-1.7\n"u8] },
        { "intake.file.not-text", [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3] },
        { "intake.file.not-text", Encoding.Unicode.GetBytes(Sent.GenericHeader) },
        { "intake.file.packed-twice", Sent.Packed(Sent.Packed(Good)) },
        { "intake.file.broken-gz", Sent.Packed(Good)[..^9] },
        { "intake.file.broken-gz", Sent.Packed(Good)[..^1] },
        { "intake.file.broken-gz", [.. Sent.Packed(Good), .. Sent.Packed(Good)[..30]] },
        { "intake.file.broken-gz", [0x1F, 0x8B] },
        { "intake.file.broken-gz", [0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9] },
        { "intake.file.no-header", Sent.Text("A1,2026-01-05,EUR,S1,1,2.50,2.50\n") },
        { "intake.file.missing-columns", Sent.Text("external_id,sku,quantity\nA1,S1,1\n") },
        { "intake.file.duplicate-column", Sent.Text($"{Sent.GenericHeader},SKU\nA1,2026-01-05,EUR,S1,1,2.50,2.50,S2\n") },
        { "intake.file.open-quote", Sent.Text(Sent.Generic("A1,2026-01-05,EUR,S1,1,2.50,2.50", "A2,2026-01-05,EUR,\"S1,1,2.50,2.50", "A3,2026-01-05,EUR,S1,1,2.50,2.50")) },
        { "intake.file.open-quote", Sent.Text($"{Sent.GenericHeader}\nA2,2026-01-05,EUR,\"S1") },
        { "intake.file.field-too-long", Sent.Text(Sent.Generic($"A1,2026-01-05,EUR,{new string('x', 32_769)},1,2.50,2.50")) },
        { "intake.file.field-too-long", Sent.Text($"{Sent.GenericHeader}\n\"{string.Concat(Enumerable.Repeat("A1,2026-01-05\n", 50_000))}") },
        { "intake.file.row-too-long", Sent.Text($"{Sent.GenericHeader}\n{new string(',', 2_000_000)}\n") },
        { "intake.file.too-many-columns", Sent.Text(Sent.GenericHeader + new string(',', 300)) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_file_that_cannot_be_read_is_refused_with_what_is_wrong(string code, byte[] content) => Assert.Equal(code, Sent.Refusal(content));

    [Fact]
    public void The_program_itself_notices_when_a_packed_file_was_cut_short()
    {
        var settings = File.ReadAllText(Path.ChangeExtension(Support.RepoRoot.Program, ".runtimeconfig.json"));

        Assert.Contains("\"System.IO.Compression.UseStrictValidation\": true", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = OrderFile.Open("no-such-file.csv", ImportLimits.CommandLine).Error!;

        Assert.Equal(("intake.file.not-found", "no-such-file.csv"), (error.Code, (string)error.Args[0]));
    }

    [Fact]
    public void Missing_columns_are_all_named() =>
        Assert.Equal(["placed_at, currency, unit_price, total"], Sent.RefusalOf(Sent.Text("external_id,sku,quantity\nA1,S1,1\n")).Args);

    [Fact]
    public void The_line_of_an_open_quote_is_named() =>
        Assert.Equal([3], Sent.RefusalOf(Sent.Text($"{Sent.GenericHeader}\nA1,2026-01-05,EUR,S1,1,2.50,2.50\nA2,\"\n\n\n")).Args);

    [Fact]
    public void An_upload_may_not_be_larger_than_allowed() =>
        Assert.Equal("intake.file.too-large", Sent.Refusal(Good, limits: new ImportLimits { SentBytes = Good.Length - 1 }));

    [Fact]
    public void A_file_that_unpacks_without_end_is_stopped_while_it_streams()
    {
        var bomb = Sent.Packed(Sent.Text($"{Sent.GenericHeader}\n{string.Concat(Enumerable.Repeat(new string('x', 199) + "\n", 40_000))}"));

        Assert.True(bomb.Length * 10 < 8_000_000);
        Assert.Equal("intake.file.unpacks-too-far", Sent.Refusal(bomb, limits: new ImportLimits { UnpackedBytes = 4_000_000 }));
    }

    [Fact]
    public void One_row_more_than_allowed_refuses_the_file()
    {
        var limits = new ImportLimits { Rows = 2 };

        Assert.Equal(2, Sent.Groups(Good, limits: limits).Count);
        Assert.Equal("intake.file.too-many-rows", Sent.Refusal([.. Good, .. "A3\n"u8], limits: limits));
    }

    [Fact]
    public void Two_million_rows_is_the_limit_unless_said_otherwise() => Assert.Equal(2_000_000, ImportLimits.Upload.Rows);

    [Fact]
    public void Orders_scattered_over_the_whole_file_are_refused_before_they_fill_the_memory()
    {
        var scattered = Enumerable.Range(0, 100).Concat(Enumerable.Range(0, 100)).Select(n => $"A{n},2026-01-05,EUR,S1,1,2.50,2.50").ToArray();
        var sorted = scattered.Order(StringComparer.Ordinal).ToArray();
        var limits = new ImportLimits { WaitingLength = 10_000 };

        Assert.Equal("intake.file.scattered", Sent.Refusal(Sent.Text(Sent.Generic(scattered)), limits: limits));
        Assert.Equal(100, Sent.Groups(Sent.Text(Sent.Generic(sorted)), limits: limits).Count);
    }

    [Fact]
    public void A_stream_that_can_be_read_only_once_is_a_mistake_of_ours() =>
        Assert.Throws<ArgumentException>(() => OrderFile.Open(new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress), ImportLimits.Upload));

    [Fact]
    public void A_survey_can_be_called_off()
    {
        using var file = Sent.Open(Sent.Text(Sent.Generic([.. Enumerable.Range(0, 2_000).Select(n => $"A{n},2026-01-05,EUR,S1,1,2.50,2.50")]))).Value!;
        using var called = new CancellationTokenSource();
        called.Cancel();

        Assert.Throws<OperationCanceledException>(() => file.Survey(Sent.Profile("generic"), called.Token));
    }

    [Fact]
    public void Headers_nobody_asked_for_are_named_and_do_no_harm()
    {
        using var file = Sent.Open(Sent.Text("External ID,PLACED_AT,Currency,sku,Colour,Quantity,unit price,Total,Colour\nA1,2026-01-05,EUR,S1,red,1,2.50,2.50,blue\n")).Value!;

        var survey = file.Survey(Sent.Profile("generic"), Sent.Ct).Value!;

        Assert.Equal(["Colour", "Colour"], survey.Columns.Unknown);
        Assert.NotNull(file.Groups(survey, 0, Sent.Ct).Single().Order);
    }

    [Fact]
    public void An_unknown_profile_is_answered_with_the_known_ones() =>
        Assert.Equal(["magento", "generic, online-retail"], ImportProfiles.Find("magento").Error!.Args);
}
