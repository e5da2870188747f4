using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>Amounts, channels, articles with their units and sentences that follow each other, as each language writes them.</summary>
public sealed class WrittenTests : PartTests
{
    [Theory]
    [InlineData(9.5, "GBP", "9.50")]
    [InlineData(0.0125, "GBP", "0.0125")]
    [InlineData(1200, "JPY", "1200")]
    [InlineData(1.5, "KWD", "1.500")]
    [InlineData(1234.5, null, "1234.50")]
    public void A_price_in_a_field_has_the_digits_of_its_currency(double amount, string? currency, string typed) => Assert.Equal(typed, Prices.Typed((decimal)amount, currency));

    [Theory]
    [InlineData("GBP", "1,234.50")]
    [InlineData("JPY", "1,234.5")]
    public void A_price_is_read_with_the_thousands_apart(string currency, string written) => Assert.Equal(written, Prices.Written(12_345_000, currency));

    [Theory]
    [InlineData("en", "Manual entry")]
    [InlineData("zh-Hans", "人工录入")]
    [InlineData("zh-Hant", "人工登錄")]
    public void The_channel_of_manual_entry_has_a_word_and_those_a_company_made_keep_their_names(string language, string word)
    {
        Speak(language, "en-GB");
        var states = Services.GetRequiredService<IStringLocalizer<StateWords>>();

        Assert.Equal((word, "Manual of Style shop"), (states.Channel("manual"), states.Channel("Manual of Style shop")));
    }

    [Theory]
    [InlineData("en", "MUG: 144")]
    [InlineData("zh-Hans", "MUG：144 件")]
    [InlineData("zh-Hant", "MUG：144 件")]
    public void An_article_and_its_units_are_one_thing(string language, string said)
    {
        Speak(language, "en-GB");
        var words = Services.GetRequiredService<IStringLocalizer<Messages>>();

        Assert.Equal(said, HoldWords.Of(Term.Several(["MUG", 144L]), (code, args) => words[code, args].Value));
        Assert.Equal(words["term.separator"].Value, HoldWords.Of(Term.Several(["MUG", "CUP"]), (code, args) => words[code, args].Value)[3..^3]);
    }

    [Theory]
    [InlineData("en", "One. Two.", "One.", "Two.")]
    [InlineData("en", "When (a)", "When", "(a)")]
    [InlineData("zh-Hans", "甲。乙。", "甲。", "乙。")]
    [InlineData("zh-Hans", "订单总额至少 GBP 50.00 且（渠道）", "订单总额", "至少", "GBP 50.00", "且", "（渠道）")]
    public void Pieces_follow_each_other_as_the_script_sets_them(string language, string text, params string[] pieces)
    {
        Speak(language, "en-GB");

        Assert.Equal(text, Flowing.Joined([.. pieces, null, ""]));
    }
}
