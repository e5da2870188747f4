using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;

namespace OrderDesk.Tests.Core.Verification;

public class CustomerChecksTests
{
    [Fact]
    public void A_paid_complete_first_order_gets_no_finding() => Sample.Silent(Sample.Facts());

    [Theory]
    [InlineData("Ann Sample", "")]
    [InlineData("Buyer 17", "")]
    [InlineData("Test Customer 4", "")]
    [InlineData("王伟", "")]
    [InlineData("歐陽", "")]
    [InlineData("王", "")]
    [InlineData("O'Neill-Ångström", "")]
    [InlineData("ﾔﾏﾀﾞ", "")]
    [InlineData(null, "hold.name-missing")]
    [InlineData("  ", "hold.name-missing")]
    [InlineData("test", "hold.name-placeholder")]
    [InlineData("ＴＥＳＴ", "hold.name-placeholder")]
    [InlineData("n/a", "hold.name-placeholder")]
    [InlineData("xxx", "hold.name-placeholder")]
    [InlineData("...", "hold.name-placeholder")]
    [InlineData("12345", "hold.name-placeholder")]
    [InlineData("测试", "hold.name-placeholder")]
    [InlineData("無名", "hold.name-placeholder")]
    public void A_name_must_be_one(string? name, string reason) =>
        Expect("identity", reason, Sample.Facts(o => o with { CustomerName = name, Shipping = o.Shipping with { Name = null }, Billing = o.Billing with { Name = null } }));

    [Fact]
    public void The_recipient_stands_in_for_a_missing_buyer() => Sample.Silent(Sample.Facts(o => o with { CustomerName = null }));

    [Theory]
    [InlineData("+44 20 7946 0958", "GB", "")]
    [InlineData("020 7946 0958", "GB", "")]
    [InlineData("+44 7700 900123", "GB", "")]
    [InlineData("＋４４ ２０ ７９４６ ０９５８", "GB", "")]
    [InlineData("+1 202 555 0123", "US", "")]
    [InlineData("(415) 555-2671", "US", "")]
    [InlineData("13812345678", "CN", "")]
    [InlineData("+86 138 1234 5678", "GB", "")]
    [InlineData("0912-345-678", "TW", "")]
    [InlineData("２１２３ ４５６７", "HK", "")]
    [InlineData("0049 30 901820", "GB", "")]
    [InlineData("13812345678", "GB", "hold.phone-invalid")]
    [InlineData("12345", "GB", "hold.phone-invalid")]
    [InlineData("+44 20 7946", "GB", "hold.phone-invalid")]
    [InlineData("+999 123456789", "GB", "hold.phone-invalid")]
    [InlineData("call me", "GB", "hold.phone-invalid")]
    [InlineData("020 7946 0958", "Freedonia", "")]
    [InlineData("", "GB", "hold.phone-missing")]
    [InlineData(null, "GB", "hold.phone-missing")]
    public void A_phone_number_must_be_one_that_can_be_dialled(string? phone, string country, string reason) =>
        ExpectCheck("phone", reason, Sample.Facts(o => o with { Phone = phone, Shipping = o.Shipping with { Country = country }, Billing = PostalAddress.None }));

    [Fact]
    public void The_recipients_phone_is_good_enough() =>
        Sample.Silent(Sample.Facts(o => o with { Phone = "12", Shipping = o.Shipping with { Phone = "+442079460959" } }));

    [Theory]
    [InlineData("ann@example.com", "")]
    [InlineData("ann.o'neill+shop1@mail.example.co.uk", "")]
    [InlineData("王伟@例子.中国", "")]
    [InlineData("a@b.xn--p1ai", "")]
    [InlineData(null, "hold.email-missing")]
    [InlineData("ann", "hold.email-invalid")]
    [InlineData("ann@example", "hold.email-invalid")]
    [InlineData("ann@@example.com", "hold.email-invalid")]
    [InlineData("ann@example..com", "hold.email-invalid")]
    [InlineData(".ann@example.com", "hold.email-invalid")]
    [InlineData("ann o@example.com", "hold.email-invalid")]
    [InlineData("ann@-example.com", "hold.email-invalid")]
    [InlineData("@example.com", "hold.email-invalid")]
    [InlineData("<b>@example.com", "hold.email-invalid")]
    public void An_email_address_must_be_one_that_can_be_written_to(string? email, string reason) => Expect("email", reason, Sample.Facts(o => o with { Email = email }));

    [Fact]
    public void An_endless_email_address_is_refused_at_once() =>
        Expect("email", "hold.email-invalid", Sample.Facts(o => o with { Email = new string('a', 60) + "@" + string.Concat(Enumerable.Repeat("a-", 200)) + ".com" }));

    [Fact]
    public void A_throw_away_mailbox_is_worth_a_warning() => Sample.Only("email-disposable", "hold.email-disposable", Sample.Facts(o => o with { Email = "x1@mailinator.com" }), Outcome.Warn);

    [Fact]
    public void The_policy_adds_throw_away_mailboxes() =>
        Sample.Only("email-disposable", "hold.email-disposable", Sample.Facts(o => o with { Email = "x1@drop.example" }), Outcome.Warn, Sample.Policy with { DisposableMailDomains = ["Drop.Example"] });

    [Fact]
    public void Nobody_can_be_reached_without_phone_and_email()
    {
        var findings = Sample.Ask(Sample.Facts(o => o with { Phone = null, Email = null })).Where(f => f.Outcome is Outcome.Fail).ToList();

        Assert.Equal(["email", "phone", "reachable"], findings.Select(f => f.Check).Order());
        Assert.All(findings, f => Assert.Equal(HoldType.Information, f.Hold));
    }

    [Fact]
    public void A_blocked_customer_is_held_and_keeps_no_stock()
    {
        var blocked = Customer.Meet(new CustomerId(7), null, null, "Ann", "ann@example.com", null, Sample.Now, Sample.Now);
        blocked.Block("Chargebacks", Sample.Now.AddDays(-3));

        var finding = Sample.Only("block-list", "hold.customer-blocked", Sample.Facts(around: f => f with { Customer = blocked }));

        Assert.Equal(StockEffect.Frees, finding.Effect);
        Assert.Equal(HoldType.Customer, finding.Hold);
    }

    public static TheoryData<VerificationPolicy, string> Lists => new()
    {
        { Sample.Policy with { BlockedMail = ["ANN@example.com"] }, "fact.email" },
        { Sample.Policy with { BlockedMail = ["@example.com"] }, "fact.email" },
        { Sample.Policy with { BlockedPhones = ["+44 (0)20 7946 0958"] }, "fact.phone" },
        { Sample.Policy with { BlockedAddresses = ["12 EXAMPLE street, sw1a1aa, gb"] }, "fact.delivery-address" },
    };

    [Theory, MemberData(nameof(Lists))]
    public void Whoever_is_on_a_list_is_held_however_it_is_written(VerificationPolicy policy, string what) =>
        Assert.Equal(Term.Word(what), Sample.Only("block-list", "hold.block-list", Sample.Facts(), policy: policy).Reason!.Args[0]);

    [Theory]
    [InlineData(2, 2, 0, "")]
    [InlineData(4, 2, 0, "")]
    [InlineData(4, 3, 0, "hold.credit")]
    [InlineData(4, 2, 1, "hold.credit")]
    public void A_bad_record_holds_the_order(int earlier, int cancelled, int refunded, string reason) => Expect("credit", reason, Sample.Facts(around: f => f with
    {
        Others =
        [
            .. Sample.Others(cancelled, status: OrderStatus.Cancelled),
            .. Enumerable.Range(100, refunded).Select(n => Sample.Other(n, payment: PaymentStatus.Refunded)),
            .. Enumerable.Range(200, earlier - cancelled - refunded).Select(n => Sample.Other(n)),
        ],
    }));

    [Theory]
    [InlineData(2, 10, "")]
    [InlineData(3, 10, "hold.velocity")]
    [InlineData(5, 300, "")]
    [InlineData(6, 300, "hold.velocity")]
    [InlineData(20, 60 * 25, "")]
    public void Many_orders_of_one_person_in_a_short_time_are_held(int others, int minutesBefore, string reason) =>
        Expect("velocity", reason, Sample.Facts(around: f => f with { Others = Sample.Others(others, Tie.Mail, minutesBefore) }));

    [Fact]
    public void One_order_found_by_email_and_by_phone_counts_once() =>
        Sample.Silent(Sample.Facts(around: f => f with { Others = [.. Sample.Others(2, Tie.Mail, 10), .. Sample.Others(2, Tie.Phone, 10)] }));

    [Theory]
    [InlineData(9, "")]
    [InlineData(10, "hold.velocity-address")]
    public void Many_orders_to_one_door_are_worth_a_warning(int others, string reason) =>
        Expect("velocity-address", reason, Sample.Facts(around: f => f with { Others = Sample.Others(others, Tie.Address, 100) }), Outcome.Warn);

    [Theory]
    [InlineData(50_000, "GBP", 0, 0, 0, "")]
    [InlineData(50_001, "GBP", 0, 0, 0, "hold.first-order")]
    [InlineData(50_001, "GBP", 1, 0, 0, "")]
    [InlineData(50_001, "GBP", 0, 40, 20_000, "")]
    [InlineData(120_000, "GBP", 0, 40, 20_000, "hold.first-order")]
    [InlineData(120_000, "GBP", 0, 29, 20_000, "hold.first-order")]
    [InlineData(9_000_000, "SEK", 0, 29, 100_000, "")]
    [InlineData(9_000_000, "SEK", 0, 30, 100_000, "hold.first-order")]
    [InlineData(400_000, "SEK", 0, 30, 100_000, "")]
    public void A_first_order_far_above_the_usual_is_held(long total, string currency, int earlier, int channelOrders, long median, string reason) => Expect("first-order", reason, Sample.Facts(
        o => o with { Currency = currency, PaymentCurrency = currency, TotalMinor = total, PaymentMinor = total, Lines = [Sample.Line("MUG", 1, total / 100m)] },
        f => f with { Others = Sample.Others(earlier, totalMinor: total), Habit = channelOrders == 0 ? null : new ChannelHabit(channelOrders, median) }));

    [Theory]
    [InlineData(60_000, 3, 10_000, "hold.unusual-order")]
    [InlineData(60_000, 2, 10_000, "")]
    [InlineData(50_000, 3, 10_000, "")]
    [InlineData(20_000, 3, 1_000, "")]
    public void An_order_far_above_the_customers_own_is_held(long total, int earlier, long own, string reason) => Expect("unusual-order", reason, Sample.Facts(
        o => o with { TotalMinor = total, PaymentMinor = total, Lines = [Sample.Line("MUG", 1, total / 100m)] },
        f => f with { Others = Sample.Others(earlier, totalMinor: own) }));

    [Fact]
    public void Small_doubts_add_up_to_a_hold()
    {
        var facts = Sample.Facts(
            o => o with { Email = "x1@mailinator.com", Billing = Sample.Address with { Line1 = "1 Other Road", Country = "FR", PostalCode = "75001" } },
            f => f with { Others = Sample.Others(10, Tie.Address, 100) });

        Assert.DoesNotContain(Sample.Ask(facts), f => f.Outcome is Outcome.Fail);
        var sum = Assert.Single(Sample.Ask(facts, Sample.Policy with { HoldAtPoints = 95 }), f => f.Outcome is Outcome.Fail);
        Assert.Equal(("risk-points", "hold.risk-points", 3), (sum.Check, sum.Reason!.Code, sum.Facts.Count));
    }

    private static void Expect(string check, string reason, OrderFacts facts, Outcome outcome = Outcome.Fail)
    {
        if (reason.Length == 0)
        {
            Sample.Silent(facts);
        }
        else
        {
            Sample.Only(check, reason, facts, outcome);
        }
    }

    private static void ExpectCheck(string check, string reason, OrderFacts facts) => Assert.Equal(reason, Sample.Ask(check, facts).Reason?.Code ?? "");
}
