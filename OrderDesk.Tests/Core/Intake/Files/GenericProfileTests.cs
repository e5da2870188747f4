using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;

namespace OrderDesk.Tests.Core.Intake.Files;

/// <summary>The documented layout, one row per order line.</summary>
public class GenericProfileTests
{
    private const string Full =
        "external_id;placed_at;currency;sku;product_name;variant;quantity;unit_price;line_discount;line_tax;customer_name;customer_email;customer_phone;" +
        "shipping_name;shipping_line1;shipping_city;shipping_postal_code;shipping_country;billing_country;shipping_charge;order_discount;order_tax;total;" +
        "payment_method;payment_status;payment_amount;payment_reference;paid_at;remark;packaging;gift_message;deliver_from;deliver_to;tags;test\n" +
        "W-1;2026-03-01T10:15:00+08:00;eur;mug;Mug;blue;3;6,95;1,00;3.50;Ann;ann@example.com;+44 1;Ann;1 High St;Leeds;LS1 1AA;EIRE;gb;4.90;2.00;;26.25;" +
        "card;Partially refunded;26.25;R-9;2026-03-01;please ring;none;For you;2026-03-03;2026-03-05;vip,gift;no\n" +
        "W-1;;;SPOON;Spoon;;1;0;;;;;;;;;;;;;;;;;;;;;;;;;;;\n";

    [Fact]
    public void Everything_an_order_says_is_read()
    {
        var order = Sent.Groups(Full)[0].Order!;

        Assert.Equal(new DateTime(2026, 3, 1, 2, 15, 0, DateTimeKind.Utc), order.PlacedAt);
        Assert.Equal(DateTimeKind.Utc, order.PlacedAt.Kind);
        Assert.Equal(("W-1", "EUR", 2625L, 490L, 200L, false), (order.ExternalId, order.Currency, order.Total, order.ShippingCharge, order.Discount, order.Test));
        Assert.Equal(new ImportedCustomer(null, "Ann", "ann@example.com", "+44 1"), order.Customer);
        Assert.Equal(new ImportedAddress("Ann", "1 High St", null, "Leeds", null, "LS1 1AA", "IE", "EIRE", null), order.ShippingAddress);
        Assert.Equal("GB", order.BillingAddress!.Country);
        Assert.Equal(new ImportedLine(2, ImportedLineKind.Product, "MUG", "Mug", "blue", 3, 69_500, 100, 350), order.Lines[0]);
        Assert.Equal(new ImportedLine(3, ImportedLineKind.Free, "SPOON", "Spoon", null, 1, 0), order.Lines[1]);
        Assert.Equal(new ImportedPayment("card", PaymentStatus.PartiallyRefunded, 2625, "EUR", "R-9", new DateTime(2026, 3, 1)), order.Payment);
        Assert.Equal("For you", order.Requests!.GiftMessage);
        Assert.Equal(["vip", "gift"], order.Tags);
    }

    [Fact]
    public void Its_values_add_up_to_its_total()
    {
        var order = Sent.Groups(Full)[0].Order!;

        Assert.Equal((208_500, 49_000, 5_000), (order.LinesValue, order.ShippingValue, order.AdjustmentsValue));
        Assert.Equal(order.Total * 100, order.LinesValue + order.ShippingValue + order.AdjustmentsValue);
    }

    [Theory]
    [InlineData("A,2026-01-05,EUR,S1,one,2.50,2.50", "intake.row.number")]
    [InlineData("A,2026-01-05,EUR,S1,1.5,2.50,2.50", "intake.row.too-precise")]
    [InlineData("A,2026-01-05,EUR,S1,0,2.50,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,-1,2.50,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,99999999999,2.50,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,1,-2.50,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.12345,2.50", "intake.row.too-precise")]
    [InlineData("A,2026-01-05,EUR,S1,1,\"2,500\",2.50", "intake.row.number-ambiguous")]
    [InlineData("A,2026-01-05,EUR,S1,1,1e3,2.50", "intake.row.number")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50,£2.50", "intake.row.number")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50,2.505", "intake.row.too-precise")]
    [InlineData("A,2026-01-05,JPY,S1,1,2.50,2.50", "intake.row.too-precise")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50,-2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50,", "intake.row.missing")]
    [InlineData("A,2026-01-05,,S1,1,2.50,2.50", "intake.row.missing")]
    [InlineData("A,,EUR,S1,1,2.50,2.50", "intake.row.missing")]
    [InlineData("A,2026-01-05,EUR,,1,2.50,2.50", "intake.row.missing")]
    [InlineData(",2026-01-05,EUR,S1,1,2.50,2.50", "intake.row.missing")]
    [InlineData("A,05/01/2026,EUR,S1,1,2.50,2.50", "intake.row.date")]
    [InlineData("A,2026-02-30,EUR,S1,1,2.50,2.50", "intake.row.date")]
    [InlineData("A,0001-01-01,EUR,S1,1,2.50,2.50", "intake.row.year")]
    [InlineData("A,1989-12-31 23:59:59,EUR,S1,1,2.50,2.50", "intake.row.year")]
    [InlineData("A,1990-01-01T00:00:00+10:00,EUR,S1,1,2.50,2.50", "intake.row.year")]
    [InlineData("A,2101-01-01,EUR,S1,1,2.50,2.50", "intake.row.year")]
    [InlineData("A,9999-12-31,EUR,S1,1,2.50,2.50", "intake.row.year")]
    [InlineData("A,2026-01-05,EUR,S1,1000000,1000000000000,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,EUR,S1,1000000,100000,2.50", "intake.row.out-of-range")]
    [InlineData("A,2026-01-05,QQQ,S1,1,2.50,2.50", "intake.row.currency")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50", "intake.row.columns")]
    [InlineData("A,2026-01-05,EUR,S1,1,2.50,2.50,more", "intake.row.columns")]
    [InlineData("A;2026-01-05;EUR;S1;1;2.50;2.50", "intake.row.columns")]
    [InlineData("A,2026-01-05,EUR,S1\"x,1,2.50,2.50", "intake.row.quotes")]
    [InlineData("A,2026-01-05,EUR,\"S1\"x,1,2.50,2.50", "intake.row.quotes")]
    [InlineData("A,2026-01-05,EUR,S\0,1,2.50,2.50", "intake.row.control-character")]
    [InlineData("A,2026-01-05,EUR,S\u001b[2J,1,2.50,2.50", "intake.row.control-character")]
    public void A_wrong_row_is_rejected_with_what_is_wrong_with_it(string row, string code)
    {
        var group = Sent.Groups(Sent.Generic(row))[0];

        Assert.Null(group.Order);
        Assert.Equal(code, Assert.Single(group.Rejected).Reason.Code);
    }

    [Fact]
    public void A_text_longer_than_an_order_keeps_is_rejected() =>
        Assert.Equal("intake.row.too-long", Sent.Groups(Sent.Generic($"A,2026-01-05,EUR,{new string('s', 65)},1,2.50,2.50"))[0].Rejected[0].Reason.Code);

    [Theory]
    [InlineData("customer_phone", 3)]
    [InlineData("shipping_phone", 3)]
    [InlineData("billing_phone", 3)]
    [InlineData("customer_email", 15)]
    public void A_contact_that_grows_too_long_where_it_is_folded_is_rejected(string column, int letters)
    {
        var group = Sent.Groups($"{Sent.GenericHeader},{column}\nA,2026-01-05,EUR,S1,1,2.50,2.50,{new string('\uFDFA', letters)}\n")[0];

        Assert.Equal(("intake.row.too-long", column), (Assert.Single(group.Rejected).Reason.Code, group.Rejected[0].Reason.Args[0]));
    }

    [Fact]
    public void An_order_whose_lines_add_up_to_more_than_an_amount_may_be_is_rejected()
    {
        var rows = Enumerable.Range(0, 101).Select(n => "A,2026-01-05,CLF,S1,1,10000000000,2.50").ToArray();

        var (most, more) = (Sent.Groups(Sent.Generic(rows[1..]))[0], Sent.Groups(Sent.Generic(rows))[0]);

        Assert.Equal(1_000_000_000_000m, most.Order!.LinesValue / 10_000m);
        Assert.Equal(("intake.row.order-too-large", 102), (more.Rejected[^1].Reason.Code, more.Rejected[^1].Line));
        Assert.All(more.Rejected.SkipLast(1), row => Assert.Equal("intake.row.with-others", row.Reason.Code));
    }

    [Fact]
    public void A_word_that_is_no_choice_is_rejected()
    {
        var text = $"{Sent.GenericHeader},payment_status,test\nA,2026-01-05,EUR,S1,1,1,1,half,\nB,2026-01-05,EUR,S1,1,1,1,,maybe\n";

        Assert.Equal(["intake.row.choice", "intake.row.choice"], Sent.Groups(text).Select(group => group.Rejected.Single().Reason.Code));
    }

    [Fact]
    public void An_order_with_one_wrong_row_is_rejected_whole_and_no_other_order_is()
    {
        var groups = Sent.Groups(Sent.Generic(
            "A,2026-01-05,EUR,S1,1,2.50,5.00", "B,2026-01-05,EUR,S1,1,2.50,2.50", "A,2026-01-05,EUR,S2,x,2.50,5.00", "A,2026-01-05,EUR,S3,y,2.50,5.00"));

        Assert.Equal("B", groups[0].Order!.ExternalId);
        Assert.Equal(
            [(2, "intake.row.with-others"), (4, "intake.row.number"), (5, "intake.row.number")],
            groups[1].Rejected.Select(row => (row.Line, row.Reason.Code)));
        Assert.Equal(4, groups[1].Rejected[0].Reason.Args.Single());
    }

    [Fact]
    public void What_two_rows_say_differently_about_one_order_is_a_contradiction()
    {
        var group = Sent.Groups(Sent.Generic("A,2026-01-05,EUR,S1,1,2.50,5.00", "A,2026-01-05,GBP,S2,1,2.50,5.00"))[0];

        Assert.Equal(("intake.row.contradicts", "currency", 2), (group.Rejected[1].Reason.Code, group.Rejected[1].Reason.Args[0], group.Rejected[1].Reason.Args[1]));
    }

    [Fact]
    public void Empty_rows_are_skipped_and_counted_and_blank_lines_are_no_rows()
    {
        var tally = Sent.Tally(Sent.Groups(Sent.Generic("A,2026-01-05,EUR,S1,1,2.50,2.50", ",,,,,,", "", " , ,,,,,")));

        Assert.Equal((3, 1, 2, 0), (tally.RowsRead, tally.Imported, tally.Skipped, tally.Rejected));
    }

    [Fact]
    public void An_order_longer_than_allowed_is_rejected()
    {
        var rows = Enumerable.Repeat("A,2026-01-05,EUR,S1,1,2.50,2.50", 4).ToArray();

        var group = Sent.Groups(Sent.Text(Sent.Generic(rows)), limits: new ImportLimits { RowsPerOrder = 3 })[0];

        Assert.All(group.Rejected, row => Assert.Equal("intake.row.order-too-long", row.Reason.Code));
        Assert.Equal(4, group.Rejected.Count);
    }

    [Fact]
    public void Every_column_is_described_for_senders()
    {
        var page = File.ReadAllText(Support.RepoRoot.At("docs", "order-files.md"));

        Assert.Empty(Sent.Profile("generic").Columns.Where(column => !page.Contains($"`{column.Name}`", StringComparison.Ordinal)).Select(column => column.Name));
    }
}
