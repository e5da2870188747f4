using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>The Online Retail II layout: every row goes to exactly one place.</summary>
public class OnlineRetailProfileTests
{
    private static ImportGroup Only(params string[] rows) => Assert.Single(Sent.Groups(Sent.Retail(rows), "online-retail"));

    [Fact]
    public void A_plain_invoice_with_a_sold_unit_is_an_order()
    {
        var order = Only("489434, 85123a ,LANTERN,12,2009-12-01 07:45:00,6.955,13085,EIRE").Order!;

        Assert.Equal(("489434", "GBP", 8346L), (order.ExternalId, order.Currency, order.Total));
        Assert.Equal(new DateTime(2009, 12, 1, 7, 45, 0, DateTimeKind.Utc), order.PlacedAt);
        Assert.Equal(new ImportedLine(2, ImportedLineKind.Product, "85123A", "LANTERN", null, 12, 69_550), order.Lines[0]);
        Assert.Equal(("13085", "IE", "EIRE"), (order.Customer!.ExternalId, order.ShippingAddress!.Country, order.ShippingAddress.CountryName));
    }

    [Fact]
    public void Without_a_customer_it_is_a_guest() => Assert.Null(Only("489434,85123A,X,1,2009-12-01 07:45:00,1,,Unspecified").Order!.Customer);

    [Fact]
    public void A_place_that_is_no_single_country_keeps_its_name()
    {
        var address = Only("489434,85123A,X,1,2009-12-01 07:45:00,1,,West Indies").Order!.ShippingAddress!;

        Assert.Equal((null, "West Indies"), (address.Country, address.CountryName));
    }

    [Theory]
    [InlineData("POST", ImportedLineKind.Shipping)]
    [InlineData("dot", ImportedLineKind.Shipping)]
    [InlineData("C2", ImportedLineKind.Shipping)]
    [InlineData("D", ImportedLineKind.Adjustment)]
    [InlineData("m", ImportedLineKind.Adjustment)]
    [InlineData("gift_0001_20", ImportedLineKind.Adjustment)]
    [InlineData("DCGS0003", ImportedLineKind.Adjustment)]
    [InlineData("PADS", ImportedLineKind.Adjustment)]
    [InlineData("S", ImportedLineKind.Product)]
    [InlineData("22041", ImportedLineKind.Product)]
    public void The_code_says_what_a_line_stands_for(string code, ImportedLineKind kind) =>
        Assert.Equal(kind, Only($"489434,{code},X,1,2009-12-01 07:45:00,1,13085,France").Order!.Lines[0].Kind);

    [Theory]
    [InlineData("ADJUST", "intake.skip.adjustment")]
    [InlineData("ADJUST2", "intake.skip.adjustment")]
    [InlineData("BANK CHARGES", "intake.skip.bank-charges")]
    [InlineData("TEST001", "intake.skip.test-article")]
    public void Bookkeeping_rows_of_an_order_are_left_out_of_it(string code, string reason)
    {
        var group = Only("489434,22041,X,2,2009-12-01 07:45:00,1.50,13085,France", $"489434,{code},X,1,2009-12-01 07:45:00,0.25,13085,France");

        Assert.Equal((30_000, 300), (group.Order!.LinesValue, group.Order.Total));
        Assert.Equal((3, reason, 2_500), (group.Skipped.Single().Line, group.Skipped.Single().Reason.Code, group.Skipped.Single().Value));
    }

    [Fact]
    public void An_order_whose_every_row_is_left_out_is_still_an_order()
    {
        var group = Only("489434,ADJUST,X,1,2009-12-01 07:45:00,5,13085,France");

        Assert.Empty(group.Order!.Lines);
        Assert.Equal((1, 1, 0), (Sent.Tally([group]).Orders, Sent.Tally([group]).Skipped, Sent.Tally([group]).Imported));
    }

    [Fact]
    public void Goods_at_no_price_are_free_lines()
    {
        var order = Only("489434,22041,X,1,2009-12-01 07:45:00,1,13085,France", "489434,22042,X,5,2009-12-01 07:45:00,0,13085,France").Order!;

        Assert.Equal([ImportedLineKind.Product, ImportedLineKind.Free], order.Lines.Select(line => line.Kind));
    }

    [Fact]
    public void Every_row_of_a_cancelled_invoice_is_its_refund()
    {
        var group = Only(
            "c489449,22041,X,-12,2009-12-01 10:33:00,2.95,16321,Australia", "C489449,BANK CHARGES,X,1,2009-12-01 10:33:00,1,,Australia", "C489449,TEST001,,-1,2009-12-01 10:33:00,3,,Australia");

        Assert.Equal(("C489449", -374_000, -3740), (group.Refund!.ExternalId, group.Refund.Value, group.Refund.Total));
        Assert.Equal((3, 3), (group.Refund.Lines.Count, group.Taken.Count));
    }

    [Theory]
    [InlineData("A506401,B,Adjust bad debt,1,2010-04-29 13:36:00,-53594.36,,United Kingdom", "intake.skip.bad-debt", -535_943_600)]
    [InlineData("489464,21733,85123a mixed,-96,2009-12-01 10:52:00,0,,United Kingdom", "intake.skip.no-sale", 0)]
    public void What_sells_nothing_is_left_out(string row, string reason, long value)
    {
        var skipped = Only(row).Skipped.Single();

        Assert.Equal((reason, value), (skipped.Reason.Code, skipped.Value));
    }

    [Fact]
    public void An_invoice_with_two_timestamps_was_placed_at_the_first() =>
        Assert.Equal(
            new DateTime(2009, 12, 1, 7, 45, 0),
            Only("489434,22041,X,1,2009-12-01 07:45:00,1,1,France", "489434,22041,X,1,2009-12-01 07:46:00,1,1,France").Order!.PlacedAt);

    [Fact]
    public void Repeated_rows_are_kept() =>
        Assert.Equal(2, Only("489434,22041,X,1,2009-12-01 07:45:00,1,1,France", "489434,22041,X,1,2009-12-01 07:45:00,1,1,France").Order!.Lines.Count);

    [Theory]
    [InlineData("X489434,22041,X,1,2009-12-01 07:45:00,1,1,France", "intake.row.invoice")]
    [InlineData("C,22041,X,1,2009-12-01 07:45:00,1,1,France", "intake.row.invoice")]
    [InlineData("489434,,X,1,2009-12-01 07:45:00,1,1,France", "intake.row.missing")]
    [InlineData("489434,22041,X,many,2009-12-01 07:45:00,1,1,France", "intake.row.number")]
    [InlineData("489434,22041,X,1,1/12/2009 7:45,1,1,France", "intake.row.date")]
    [InlineData("489434,22041,X,2000000000,2009-12-01 07:45:00,1000000,1,France", "intake.row.out-of-range")]
    public void A_row_that_cannot_be_understood_is_rejected(string row, string code) => Assert.Equal(code, Only(row).Rejected.Single().Reason.Code);
}
