using System.Text;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>The list of rows that were not taken, for a person with a spreadsheet.</summary>
public class RowReportTests
{
    private static string Report(IEnumerable<ImportGroup> groups, string header = Sent.GenericHeader)
    {
        using var target = new MemoryStream();
        using (var report = new RowReport(target, header.Split(','), reason => $"words of {reason.Code}"))
        {
            foreach (var group in groups)
            {
                report.Add(group);
            }
        }

        return Encoding.UTF8.GetString(target.ToArray());
    }

    [Fact]
    public void Every_row_that_was_not_taken_is_listed_with_its_line_and_reason()
    {
        var report = Report(Sent.Groups(Sent.Generic("A,2026-01-05,EUR,S1,1,2.50,2.50", "B,2026-01-05,EUR,S1,x,-2.50,2.50", ",,,,,,")));

        Assert.Equal(
            "\uFEFFline,outcome,reason,explanation,external_id,placed_at,currency,sku,quantity,unit_price,total\r\n" +
            "3,rejected,intake.row.number,words of intake.row.number,B,2026-01-05,EUR,S1,x,-2.50,2.50\r\n" +
            "4,skipped,intake.skip.empty-row,words of intake.skip.empty-row,,,,,,,\r\n",
            report);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1+1", "\"'+1+1\"")]
    [InlineData("-1+1", "\"'-1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1+1", "\"'\t=1+1\"")]
    [InlineData("\"\r=1+1\"", "\"'\r=1+1\"")]
    [InlineData("\"\n=1+1\"", "\"'\n=1+1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("＋1+1", "\"'＋1+1\"")]
    [InlineData("－1+1", "\"'－1+1\"")]
    [InlineData("＠SUM(A1)", "\"'＠SUM(A1)\"")]
    [InlineData("\"=cmd|'/c calc'!A1,\"\"x\"\"\"", "\"'=cmd|'/c calc'!A1,\"\"x\"\"\"")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("+44", "+44")]
    [InlineData("plain", "plain")]
    public void Nothing_in_it_acts_as_a_formula_and_numbers_stay_numbers(string field, string written) =>
        Assert.Contains($",B,,,{written},x,", Report(Sent.Groups(Sent.Generic($"B,,,{field},x,1,1"))), StringComparison.Ordinal);

    [Fact]
    public void A_header_cannot_act_as_a_formula_either() => Assert.Contains(",\"'=1+1\"\r\n", Report([], "=1+1"), StringComparison.Ordinal);

    [Fact]
    public void Rows_that_changed_nothing_and_rows_that_were_refused_can_be_listed_too()
    {
        using var target = new MemoryStream();
        var group = Sent.Groups(Sent.Generic("A,2026-01-05,EUR,S1,1,2.50,2.50"))[0];
        using (var report = new RowReport(target, [], reason => reason.Code))
        {
            report.AddUnchanged(group);
            report.AddRefused(group, new RowReason("intake.conflict"));
            Assert.Equal(2, report.Rows);
        }

        var lines = Encoding.UTF8.GetString(target.ToArray()).Split("\r\n");
        Assert.StartsWith("2,skipped,intake.skip.unchanged,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,rejected,intake.conflict,", lines[2], StringComparison.Ordinal);
    }
}
