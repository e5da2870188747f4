using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;

namespace OrderDesk.Tests.Core.Verification;

public class AddressChecksTests
{
    [Theory]
    [InlineData("GB", "SW1A 1AA")]
    [InlineData("GB", "m1 1ae")]
    [InlineData("United Kingdom", "ＥＣ１Ａ　１ＢＢ")]
    [InlineData("US", "94105")]
    [InlineData("US", "94105-1234")]
    [InlineData("DE", "10115")]
    [InlineData("DE", "D-10115", false)]
    [InlineData("DE", "DE-10115")]
    [InlineData("FR", "75001")]
    [InlineData("CN", "100000")]
    [InlineData("TW", "110")]
    [InlineData("TW", "11049")]
    [InlineData("TW", "110204")]
    [InlineData("HK", "")]
    [InlineData("HK", "999077")]
    [InlineData("JP", "100-0001")]
    [InlineData("CA", "K1A 0B1")]
    [InlineData("NL", "1012 AB")]
    [InlineData("IE", "D02 AF30")]
    [InlineData("PT", "1000-001")]
    [InlineData("PL", "00-001")]
    [InlineData("LU", "L-1234")]
    [InlineData("AD", "AD500")]
    [InlineData("AE", "")]
    [InlineData("GB", "90210", false)]
    [InlineData("US", "SW1A 1AA", false)]
    [InlineData("DE", "1011", false)]
    [InlineData("FR", "7500A", false)]
    [InlineData("CN", "10000", false)]
    [InlineData("TW", "1104", false)]
    [InlineData("JP", "100000", false)]
    public void A_postal_code_has_the_shape_of_its_country(string country, string code, bool fits = true)
    {
        var finding = Sample.Ask("address", Sample.Facts(o => o with { Shipping = Sample.Address with { Country = country, PostalCode = code } }));

        Assert.Equal(fits ? null : "hold.postal-code", finding.Reason?.Code);
    }

    public static TheoryData<PostalAddress, string> Incomplete => new()
    {
        { PostalAddress.None, "line1 city country" },
        { Sample.Address with { Line1 = null }, "line1" },
        { Sample.Address with { Line1 = "  " }, "line1" },
        { Sample.Address with { Line1 = "n/a" }, "line1" },
        { Sample.Address with { Line1 = "x" }, "line1" },
        { Sample.Address with { City = null }, "city" },
        { Sample.Address with { City = "-" }, "city" },
        { Sample.Address with { PostalCode = null }, "postal-code" },
        { Sample.Address with { PostalCode = "n/a" }, "postal-code" },
        { Sample.Address with { Country = null }, "country" },
        { Sample.Address with { City = null, PostalCode = " " }, "city postal-code" },
        { Sample.Address with { Country = "SG", City = null, PostalCode = "018956" }, "" },
        { Sample.Address with { Country = "HK", City = null, PostalCode = null, Line1 = "皇后大道中99號" }, "" },
        { new PostalAddress { Country = "CN", PostalCode = "200120", Line1 = "上海市浦东新区世纪大道100号" }, "" },
        { new PostalAddress { Country = "TW", PostalCode = "110", Line1 = "臺北市信義區市府路1號" }, "" },
        { new PostalAddress { Country = "CN", PostalCode = "２００１２０", City = "上海", Line1 = "世纪大道１００号" }, "" },
        { new PostalAddress { Country = "CN", PostalCode = "200120", Line1 = "世纪大道100号" }, "city" },
        { new PostalAddress { Country = "IE", City = "Dublin", PostalCode = "D02 AF30", Line1 = "Rose Cottage" }, "" },
    };

    [Theory, MemberData(nameof(Incomplete))]
    public void What_is_missing_of_an_address_is_listed(PostalAddress address, string missing)
    {
        var finding = Sample.Ask("address", Sample.Facts(o => o with { Shipping = address }));

        Assert.Equal(missing, string.Join(' ', finding.Reason?.Args[0].Items.Select(i => i.Text["fact.".Length..]) ?? []));
        Assert.Equal(missing.Length == 0 ? HoldType.None : HoldType.Information, finding.Hold);
    }

    [Fact]
    public void A_country_nobody_knows_is_named() =>
        Assert.Equal("hold.country-unknown", Sample.Ask("address", Sample.Facts(o => o with { Shipping = Sample.Address with { Country = "Freedonia" } })).Reason?.Code);

    [Fact]
    public void The_same_address_written_otherwise_is_the_same() =>
        Sample.Silent(Sample.Facts(o => o with { Billing = Sample.Address with { Line1 = "12, EXAMPLE  street", PostalCode = "sw1a1aa", Name = "Somebody Else", City = "London" } }));

    [Fact]
    public void Another_billing_address_is_worth_a_warning() =>
        Sample.Only("billing", "hold.billing-differs", Sample.Facts(o => o with { Billing = Sample.Address with { Line1 = "13 Example Street" } }), Outcome.Warn);

    [Fact]
    public void A_billing_address_in_another_country_is_said_so() => Sample.Only(
        "billing", "hold.billing-abroad", Sample.Facts(o => o with { Billing = new PostalAddress { Line1 = "1 Rue Exemple", City = "Paris", PostalCode = "75001", Country = "FR" } }), Outcome.Warn);

    [Fact]
    public void No_billing_address_is_no_doubt() => Sample.Silent(Sample.Facts(o => o with { Billing = PostalAddress.None }));

    [Fact]
    public void A_country_on_the_policys_list_is_held()
    {
        Sample.Only("country-risk", "hold.country-risk", Sample.Facts(), policy: Sample.Policy with { HighRiskCountries = ["gb"] });
        Sample.Silent(Sample.Facts(), Sample.Policy with { HighRiskCountries = ["FR"] });
    }

    [Fact]
    public void Every_country_has_a_two_letter_code_and_postal_codes_that_can_be_written()
    {
        Assert.Equal(249, Country.Codes.Count(code => code != "XK"));
        Assert.All(Country.Codes, code => Assert.Matches("^[A-Z]{2}$", code));
        Assert.All(Country.Codes.Select(Country.Find).SelectMany(c => c!.PostalCodes), shape => Assert.Matches("^[A-Z9@*]{2,10}$", shape));
    }

    [Fact]
    public void Half_a_character_in_an_address_breaks_nothing()
    {
        var facts = Sample.Facts(o => o with { CustomerName = "Ann \ud83d", Shipping = Sample.Address with { Line1 = "12 Example \ude00 Street", PostalCode = "\ud83d" } });

        Assert.DoesNotContain(Sample.Ask(facts), f => f.Group is CheckGroup.System);
    }
}
