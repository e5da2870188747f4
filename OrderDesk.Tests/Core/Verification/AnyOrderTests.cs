using System.Globalization;
using System.Resources;
using CsCheck;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Core.Verification;

/// <summary>Whatever a channel sends, every check answers, and every answer has words.</summary>
public class AnyOrderTests
{
    private static readonly ResourceManager Messages = new(typeof(Messages));

    private static readonly Gen<string?> Text = Gen.Frequency(
        (2, Gen.Const((string?)null)),
        (2, Pick<string?>("", " ", "-", "test", "ＴＥＳＴ", "无", "\ud83d", "\u0000", "12", "GB", "x@y.zz", "+44 20 7946 0958", "王小明", "Ann", "<b>")),
        (2, Gen.String.Select(s => (string?)s)),
        (1, Gen.String[Gen.Char['\u4e00', '\u9fff'], 0, 40].Select(s => (string?)s)));

    private static readonly Gen<DateTime> Instant = Gen.Frequency(
        (4, Gen.Int[-100_000, 100_000].Select(minutes => Sample.Now.AddMinutes(minutes))),
        (1, Pick(DateTime.UnixEpoch, new DateTime(1, 1, 2, 0, 0, 0, DateTimeKind.Utc), new DateTime(9999, 12, 30, 0, 0, 0, DateTimeKind.Utc))));

    private static readonly Gen<DateTime?> Perhaps = Gen.Frequency((1, Gen.Const((DateTime?)null)), (1, Instant.Select(at => (DateTime?)at)));

    private static readonly Gen<PostalAddress> Address = Gen.Select(Text, Text, Text, Text, Text, Gen.OneOf(Text, Pick<string?>([.. Country.Codes])), Text, Text).Select((name, line1, line2, city, postal, country, phone, region) =>
        new PostalAddress { Name = name, Line1 = line1, Line2 = line2, City = city, Region = region, PostalCode = postal, Country = country, Phone = phone });

    private static readonly Gen<NewLine> Line = Gen.Select(Gen.Int[1, 1_000_000], Gen.Long[-10_000_000, 1_000_000_000], Gen.Bool, Gen.String[Gen.Char['A', 'Z'], 1, 60]).Select((quantity, price, known, sku) =>
        new NewLine(sku, known ? new OrderDesk.Core.Catalog.VariantId(5) : null, null, null, quantity, price, 0, 0));

    private static readonly Gen<NewOrder> Order =
        Gen.Select(
            Gen.Select(Text, Text, Text, Text, Text, Text),
            Gen.Select(Address, Address, Pick<string>([.. Currencies.Codes])),
            Line.List[1, 20],
            Gen.Select(Gen.Enum<PaymentStatus>(), Gen.Long[-1_000_000, 1_000_000_000], Gen.Long[-1_000_000, 1_000_000_000], Gen.Bool),
            Gen.Select(Instant, Perhaps, Perhaps, Perhaps))
        .Select((texts, places, lines, money, times) => new NewOrder
        {
            ChannelId = new OrderDesk.Core.Channels.ChannelId(1),
            ExternalId = "X",
            BusinessDay = 20260302,
            CustomerName = texts.Item1,
            Email = texts.Item2,
            Phone = texts.Item3,
            Remark = texts.Item4,
            PaymentMethod = texts.Item5,
            PaymentReference = texts.Item6,
            GiftMessage = texts.Item4,
            Shipping = places.Item1,
            Billing = places.Item2,
            Currency = places.Item3,
            Lines = lines,
            Payment = money.Item1,
            TotalMinor = money.Item2,
            PaymentMinor = money.Item4 ? money.Item3 : null,
            PaymentCurrency = money.Item4 ? places.Item3 : null,
            IsTest = money.Item4,
            PlacedAt = times.Item1,
            DeliverFrom = times.Item2,
            DeliverTo = times.Item3,
            PaidAt = times.Item4,
        });

    private static readonly Gen<OrderFacts> Around = Gen.Select(
        Order,
        Gen.Select(Gen.Enum<Tie>(), Gen.Int[0, 60 * 48], Gen.Enum<OrderStatus>(), Gen.Enum<PaymentStatus>(), Gen.Long[0, 10_000_000]).Select((tie, minutes, status, payment, total) => Sample.Other(minutes + 1, tie, minutes, total, status, payment)).List[0, 40],
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 50], Gen.Bool).Select((needed, there, known) => Sample.Wait("MUG", needed, there, known)).List[0, 20],
        Gen.Long[1, 4].Select(id => new WarehouseId(id)).List[0, 4])
        .Select((order, others, waits, warehouses) => Sample.Facts(order) with { Others = others, Waits = waits, Warehouses = warehouses, SameLines = others.Select(o => o.Id).ToHashSet() });

    [Fact]
    public void No_order_breaks_a_check_and_every_finding_can_be_read_again_and_said_in_three_languages() => Around.Sample(
        facts =>
        {
            var findings = Sample.Ask(facts, Sample.Policy with { HighRiskCountries = ["CN", "GB"], PaymentMethods = ["card"] });
            Assert.DoesNotContain(findings, f => f.Group is CheckGroup.System);

            var text = FindingsText.Write(findings);
            Assert.Equal(text, FindingsText.Write(FindingsText.Read(text)));

            foreach (var finding in findings)
            {
                Assert.NotEmpty(Said("check." + finding.Check));
                Assert.Equal(finding.Outcome is Outcome.Pass, finding.Reason is null);
                Assert.All(finding.Facts, fact => Assert.NotEmpty(Said(fact.Label) + Said(fact.Source)));
                Assert.All(finding.Flips.Append(finding.Reason).OfType<Phrase>(), Speakable);
                if (finding.Outcome is Outcome.Fail)
                {
                    Assert.NotEqual(HoldType.None, finding.Hold);
                    Assert.NotEmpty(finding.Flips);
                    Assert.All(finding.Reason!.Args, arg => Assert.False(HasPersonal(arg), "a reason goes to channels and timelines and names no person"));
                    Assert.Equal(finding.Reason.Args.Count, FindingsText.ReadArgs(finding.ToHold()!.ArgsJson).Count);
                }
            }
        },
        iter: 2_000,
        threads: 1);

    [Fact]
    public void Every_code_of_reasons_facts_sources_and_ways_out_has_words()
    {
        var used =
            from file in SourceFile.Code("OrderDesk.Core")
            from code in System.Text.RegularExpressions.Regex.Matches(file.Text, "\"((?:hold|fact|flip|source)\\.[a-z0-9.-]*[a-z0-9])\"").Select(m => m.Groups[1].Value)
            select code;
        var all = used.Concat(AllChecks.Codes.Append(AllChecks.Sum).Append(AllChecks.Audit).Select(code => "check." + code))
            .Concat(Enum.GetNames<CheckGroup>().Select(name => "check-group." + name.ToLowerInvariant())).Distinct().ToList();

        Assert.True(all.Count > 150);
        Assert.All(all, code => Assert.All(Languages.All, language => Assert.NotNull(Messages.GetString(code, CultureInfo.GetCultureInfo(language.Tag)))));
        var idle = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Shell", "Messages.resx"))).Keys
            .Where(key => key.Split('.')[0] is "hold" or "fact" or "flip" or "source" or "check").Except(all).Where(key => !key.StartsWith("fact.payment.", StringComparison.Ordinal));
        Assert.Empty(idle);
    }

    [Fact]
    public void A_reason_is_said_with_its_values()
    {
        Func<string, object[], string> english = (code, args) => string.Format(CultureInfo.InvariantCulture, Messages.GetString(code, CultureInfo.InvariantCulture)!, args);
        Func<string, object[], string> chinese = (code, args) => string.Format(CultureInfo.InvariantCulture, Messages.GetString(code, CultureInfo.GetCultureInfo("zh-Hans"))!, args);

        Assert.Equal("The delivery address is incomplete; missing: City, Postal code", HoldWords.Of("hold.address-incomplete", "[[\"l\",[\"w\",\"fact.city\"],[\"w\",\"fact.postal-code\"]]]", english));
        Assert.Equal("收货地址不完整，缺少：城市、邮政编码", HoldWords.Of("hold.address-incomplete", "[[\"l\",[\"w\",\"fact.city\"],[\"w\",\"fact.postal-code\"]]]", chinese));
        Assert.Equal("Less was paid than the order costs: GBP 9.99 of GBP 10.00", HoldWords.Of("hold.payment-short", "[[\"m\",999,\"GBP\"],[\"m\",1000,\"GBP\"]]", english));
        Assert.Equal("Placed in the future: 2026-03-05 14:00 UTC", HoldWords.Of("hold.placed-in-future", "[[\"t\",\"2026-03-05T14:00:00Z\"]]", english));
        Assert.Equal("Held by a person: wait for the boss", HoldWords.Of("hold.by-hand", "[\"wait for the boss\"]", english));
        Assert.Equal("Not enough units in stock: …", HoldWords.Of("hold.stock-short", "[]", english));
        Assert.Equal("2026-03-05 22:00", HoldWords.Of((Term)new DateTime(2026, 3, 5, 14, 0, 0, DateTimeKind.Utc), english, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Speakable(Phrase phrase)
    {
        foreach (var language in Languages.All.Select(l => l.Tag))
        {
            var said = HoldWords.Of(phrase, (code, args) => string.Format(CultureInfo.InvariantCulture, Messages.GetString(code, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException(code + " has no words"), args));
            Assert.NotEmpty(said);
        }
    }

    private static string Said(string code) => Messages.GetString(code, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException(code + " has no words");

    private static bool HasPersonal(Term term) => term.Kind is TermKind.Personal || term.Items.Any(HasPersonal);
}
