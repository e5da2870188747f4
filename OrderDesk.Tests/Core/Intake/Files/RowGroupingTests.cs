using CsCheck;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>Rows of an order come together wherever they stand, in the same order every time, and every row is accounted for.</summary>
public class RowGroupingTests
{
    private static readonly string[] Mixed =
    [
        "A,2026-01-05,EUR,S1,1,1.00,3.00", "B,2026-01-05,EUR,S1,1,1.00,2.00", "A,2026-01-05,EUR,S2,1,1.00,3.00", "C,2026-01-05,EUR,S1,1,1.00,1.00",
        "A,2026-01-05,EUR,S3,1,1.00,3.00", "B,2026-01-05,EUR,S2,1,1.00,2.00",
    ];

    [Fact]
    public void An_order_is_given_out_once_its_last_row_is_read()
    {
        var groups = Sent.Groups(Sent.Generic(Mixed));

        Assert.Equal([("C", 1, 4), ("A", 3, 5), ("B", 2, 6)], groups.Select(group => (group.Key, group.Rows, group.RowsRead)));
        Assert.Equal([2, 4, 6], groups[1].Order!.Lines.Select(line => line.Line));
    }

    [Fact]
    public void An_interrupted_import_goes_on_where_it_stopped()
    {
        var all = Sent.Groups(Sent.Generic(Mixed));
        var rest = Sent.Groups(Sent.Generic(Mixed), skip: 1);

        Assert.Equal(all.Skip(1).Select(group => (group.Number, group.Key, group.ContentHash)), rest.Select(group => (group.Number, group.Key, group.ContentHash)));
    }

    [Fact]
    public void Long_keys_that_begin_alike_are_different_orders()
    {
        var start = new string('k', 40);

        Assert.Equal(2, Sent.Groups(Sent.Generic($"{start}1,2026-01-05,EUR,S1,1,1,1", $"{start}2,2026-01-05,EUR,S1,1,1,1")).Count);
        Assert.Equal(2, Sent.Groups(Sent.Generic("订单1,2026-01-05,EUR,S1,1,1,1", "订单2,2026-01-05,EUR,S1,1,1,1")).Count);
    }

    [Fact]
    public void The_same_content_has_the_same_hash_wherever_and_however_it_is_written()
    {
        var one = Sent.Groups(Sent.Generic(Mixed)).Single(group => group.Key == "B");
        var other = Sent.Groups(
            "Total;SKU;Unit Price;QTY;Currency;Placed At;Order ID;colour\r\n2;s1;1;1;eur;2026-01-05T00:00:00Z;B;red\r\n;S2;1.0000;1.0;;;B;red\r\n").Single();

        Assert.Equal(one.ContentHash, other.ContentHash);
        Assert.Equal(64, one.ContentHash.Length);
    }

    [Theory]
    [InlineData("B,2026-01-05,EUR,S1,2,1.00,2.00")]
    [InlineData("B,2026-01-05,EUR,S1,1,1.0001,2.00")]
    [InlineData("B,2026-01-05,EUR,S10,1,1.00,2.00")]
    public void Another_content_has_another_hash(string changed)
    {
        var one = Sent.Groups(Sent.Generic(Mixed[1], Mixed[5])).Single();
        var other = Sent.Groups(Sent.Generic(changed, Mixed[5])).Single();

        Assert.NotEqual(one.ContentHash, other.ContentHash);
    }

    [Fact]
    public void The_same_again_counts_every_row_as_skipped_with_its_value()
    {
        var groups = Sent.Groups(Sent.Generic([.. Mixed, "D,,,,,,"]));
        var again = groups.Aggregate(new ImportTally(), (tally, group) => tally.Plus(group, GroupOutcome.Unchanged));

        Assert.Equal((7, 0, 6, 1), (again.RowsRead, again.Imported, again.Skipped, again.Rejected));
        Assert.Equal((0m, 6m, 0), (again.LinesValue, again.SkippedValue, again.Orders));
        Assert.True(again.IsWhole);
    }

    [Fact]
    public void Changed_and_refused_orders_are_counted_where_they_belong()
    {
        var groups = Sent.Groups(Sent.Generic(Mixed));
        var tally = new ImportTally().Plus(groups[0], GroupOutcome.Imported).Plus(groups[1], GroupOutcome.Updated).Plus(groups[2], GroupOutcome.Refused);

        Assert.Equal((6, 1, 3, 0, 2, 4m), (tally.RowsRead, tally.Imported, tally.Updated, tally.Skipped, tally.Rejected, tally.LinesValue));
        Assert.True(tally.IsWhole);
    }

    [Theory]
    [InlineData("EUR", "EUR", "EUR")]
    [InlineData("EUR", "GBP", ImportTally.Mixed)]
    public void Values_are_in_the_currency_of_the_file_or_in_several(string one, string other, string said)
    {
        var groups = Sent.Groups(Sent.Generic($"A,2026-01-05,{one},S1,1,1.00,1.00", $"B,2026-01-05,{other},S1,1,1.00,1.00", $"C,2026-01-05,{one},S1,1,1.00,1.00"));

        Assert.Null(new ImportTally().Plus(groups[0], GroupOutcome.Refused).Currency);
        Assert.Equal(said, Sent.Tally(groups).Currency);
        Assert.Equal(said, groups.Aggregate(new ImportTally(), (tally, group) => tally.Plus(group, GroupOutcome.Unchanged)).Currency);
    }

    [Fact]
    public void An_account_survives_being_stored_and_read_again()
    {
        var tally = Sent.Tally(Sent.Groups(Sent.Generic([.. Mixed, "D,,,,,,", ",,,,,,"])));

        Assert.Equal(tally, System.Text.Json.JsonSerializer.Deserialize<ImportTally>(System.Text.Json.JsonSerializer.Serialize(tally)));
    }

    [Fact]
    public void A_file_that_changes_between_the_readings_stops_the_import()
    {
        var content = new MemoryStream();
        content.Write(Sent.Text(Sent.Generic(Mixed)));
        using var file = OrderFile.Open(content, ImportLimits.Upload).Value!;
        var survey = file.Survey(Sent.Profile("generic"), Sent.Ct).Value!;
        content.Seek(0, SeekOrigin.End);
        content.Write("Z,2026-01-05,EUR,S1,1,1.00,1.00\n"u8);

        Assert.Throws<InvalidOperationException>(() => file.Groups(survey, 0, Sent.Ct).Count());
    }

    [Fact]
    public void Whatever_the_rows_hold_each_is_in_exactly_one_place()
    {
        var field = Gen.OneOf(Gen.Const("A"), Gen.Const("2026-01-05"), Gen.Const("EUR"), Gen.Const("1"), Gen.Const("2.50"), Gen.Const(""), Gen.Const("\"a\nb\""), Gen.Const("x\"y"), Gen.String[Gen.Char[" ,;\t\0é€=-+09"], 0, 6]);
        var row = Gen.OneOf(
            field.Array[0, 9].Select(fields => string.Join(',', fields)),
            Gen.Int[0, 5].Select(Gen.Int[0, 3], (order, quantity) => $"N{order},2026-01-05,EUR,S1,{quantity},2.50,2.50"));

        row.Array[0, 30].Sample(rows =>
        {
            using var file = Sent.Open(Sent.Text(Sent.Generic(rows))).Value!;
            var survey = file.Survey(Sent.Profile("generic"), CancellationToken.None);
            if (survey.IsOk)
            {
                var groups = file.Groups(survey.Value, 0, CancellationToken.None).ToList();
                var ordinals = groups.SelectMany(g => g.Taken.Concat(g.Skipped.Select(s => s.Row)).Concat(g.Rejected.Select(r => r.Row))).Select(r => r.Ordinal);
                Assert.Equal(Enumerable.Range(1, survey.Value.Rows), ordinals.Order());
                Assert.True(Sent.Tally(groups).IsWhole);
                Assert.Equal(survey.Value.Groups, groups.Count);
                Assert.Equal(survey.Value.Rows, Sent.Tally(groups).RowsRead);
            }
        });
    }
}
