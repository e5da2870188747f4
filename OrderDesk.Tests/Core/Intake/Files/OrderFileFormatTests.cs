using System.Text;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>What kind of file was sent is seen from its content.</summary>
public class OrderFileFormatTests
{
    private const string Western = "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_name\nA1,2026-01-05,EUR,S1,1,2.50,2.50,Zoë Müßig-Åkesson €\n";
    private const string Simplified = "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_name,remark\nA1,2026-01-05,CNY,S1,1,2.50,2.50,张伟,请在工作日送货，谢谢\nA2,2026-01-05,CNY,S1,1,2.50,2.50,王芳,放在门口就可以了\n";
    private const string Traditional = "external_id,placed_at,currency,sku,quantity,unit_price,total,customer_name,remark\nA1,2026-01-05,TWD,S1,1,2.50,2.50,張偉,請在工作日送貨，謝謝\nA2,2026-01-05,TWD,S1,1,2.50,2.50,王芳,放在門口就可以了\n";

    public static TheoryData<string, int, bool, string> Encodings => new()
    {
        { Western, 65001, false, "utf-8" },
        { Simplified, 65001, true, "utf-8" },
        { Simplified, 1200, true, "utf-16" },
        { Traditional, 1201, true, "utf-16BE" },
        { Western, 1252, false, "windows-1252" },
        { Simplified, 54936, false, "gb18030" },
        { Traditional, 950, false, "big5" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_seen_and_names_come_through_unharmed(string text, int page, bool marked, string expected)
    {
        var encoding = page is 65001 ? new UTF8Encoding(marked) : page is 1200 or 1201 ? new UnicodeEncoding(page is 1201, true) : Sent.Page(page);
        using var file = Sent.Open(Sent.Text(text, encoding, marked)).Value!;

        var survey = file.Survey(Sent.Profile("generic"), Sent.Ct).Value!;
        var order = file.Groups(survey, 0, Sent.Ct).First().Order!;

        Assert.Equal(expected, file.Format.Encoding.WebName);
        Assert.Equal(text.Split('\n')[1].Split(',')[7], order.Customer!.Name);
        Assert.Equal("external_id", file.Header[0]);
    }

    [Fact]
    public void An_accent_late_in_a_plain_file_is_still_read_rightly()
    {
        var row = "A{0},2026-01-05,EUR,S1,1,2.50,2.50,Smith";
        var rows = string.Join('\n', Enumerable.Range(0, 40_000).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, n)));
        var content = Sent.Text($"{Sent.GenericHeader},customer_name\n{rows}\nB,2026-01-05,EUR,S1,1,2.50,2.50,Müller\n", Sent.Page(1252));

        var last = Sent.Groups(content)[^1];

        Assert.True(content.Length > 1024 * 1024);
        Assert.Equal("Müller", last.Order!.Customer!.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    public void Utf8_with_a_broken_byte_is_refused_and_not_read_as_something_else(int rows)
    {
        var row = "A{0},2026-01-05,EUR,S1,1,2.50,2.50,Müller\n";
        var text = string.Concat(Enumerable.Range(0, rows).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, n)));
        byte[] content = [.. Sent.Text($"{Sent.GenericHeader},customer_name\n{text}"), .. "B,2026-01-05,EUR,S1,1,2.50,2.50,M"u8, 0xFC, .. "ller\n"u8];

        var error = Sent.RefusalOf(content);

        Assert.Equal("intake.file.broken-encoding", error.Code);
        Assert.Equal("utf-8", error.Args[1]);
    }

    [Fact]
    public void German_capitals_do_not_pass_for_chinese() =>
        Assert.Equal("MÄRZ GMBH", Sent.Groups(Sent.Text(Western.Replace("Zoë Müßig-Åkesson €", "MÄRZ GMBH", StringComparison.Ordinal), Sent.Page(1252)))[0].Order!.Customer!.Name);

    [Fact]
    public void Bytes_that_belong_to_no_encoding_refuse_a_marked_file()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. Sent.Text(Sent.Generic("A1,2026-01-05,EUR,S")), 0xC3, 0x28];

        Assert.Equal("intake.file.broken-encoding", Sent.Refusal(content));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_seen_from_the_header(char delimiter)
    {
        var text = Sent.Generic("A1,2026-01-05,EUR,S1,2,2.50,5.00").Replace(',', delimiter);

        using var file = Sent.Open(Sent.Text(text)).Value!;

        Assert.Equal(delimiter, file.Format.Delimiter);
        Assert.Equal(50_000, Sent.Groups(text)[0].Order!.LinesValue);
    }

    [Fact]
    public void Signs_inside_quotes_do_not_count_as_delimiters()
    {
        var text = "\"a,b,c,d,e,f,g,h,i\";" + Sent.Generic("x;A1;2026-01-05;EUR;S1;1;2,50;2,50").Replace(',', ';').Replace("2;50", "2,50", StringComparison.Ordinal);

        Assert.Equal(25_000, Sent.Groups(text)[0].Order!.LinesValue);
    }

    [Fact]
    public void The_line_by_which_spreadsheets_name_the_delimiter_is_no_header()
    {
        var group = Sent.Groups("sep=;\n" + Sent.Generic("A1,2026-01-05,EUR,S1,1,2.50,2.50").Replace(',', ';'))[0];

        Assert.Equal(3, group.Order!.Lines[0].Line);
    }

    [Fact]
    public void Packed_files_are_known_by_their_bytes_and_give_the_same_orders()
    {
        var plain = Sent.Text(Sent.Generic("A1,2026-01-05,EUR,S1,1,2.50,2.50"));
        var path = Path.Combine(Path.GetTempPath(), $"orderdesk-{Environment.ProcessId}-packed.csv");
        File.WriteAllBytes(path, Sent.Packed(plain));

        using var file = OrderFile.Open(path, ImportLimits.CommandLine).Value!;
        var survey = file.Survey(Sent.Profile("generic"), Sent.Ct).Value!;
        var hash = file.Groups(survey, 0, Sent.Ct).Single().ContentHash;
        File.Delete(path);

        Assert.True(file.Format.Packed);
        Assert.Equal(Sent.Groups(plain)[0].ContentHash, hash);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Sent.Packed(plain))), survey.Sha256);
    }

    [Fact]
    public void Rows_know_the_line_they_begin_on_whatever_ends_the_lines()
    {
        string[] rows = ["", "A1,2026-01-05,EUR,\"S1\r\n\r\nlong\",1,2.50,2.50", "", "", "A2,2026-01-05,EUR,S1,1,2.50,2.50"];
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var lines = Sent.Groups($"{Sent.GenericHeader}{end}{string.Join(end, rows)}").Select(g => g.Rejected.Concat([]).Select(r => r.Line).Concat(g.Taken.Select(r => r.Line)).Single());

            Assert.Equal([3, 8], lines);
        }
    }

    [Fact]
    public void A_preview_shows_the_rows_as_they_stand()
    {
        using var file = Sent.Open(Sent.Text(Sent.Generic("A1, x ,\"q\"\"q\"", "A2"))).Value!;

        var rows = file.Preview(10).Value!;

        Assert.Equal(["A1", " x ", "q\"q"], rows[0].Fields);
        Assert.Equal("intake.row.columns", rows[1].Flaw!.Code);
    }
}
