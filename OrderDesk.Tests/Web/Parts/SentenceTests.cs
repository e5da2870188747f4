using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>Sentences around numbers and live parts: each language in its own order and number.</summary>
public sealed class SentenceTests : PartTests
{
    [Theory]
    [InlineData("checked {0}", "checked <b>now</b>")]
    [InlineData("{0}校验", "<b>now</b>校验")]
    [InlineData("{1}: {0} & co", "<i>then</i>: <b>now</b> &amp; co")]
    [InlineData("nothing", "nothing")]
    public void A_live_part_stands_where_the_language_puts_it(string sentence, string written)
    {
        var shown = Render<Sentence>(p => p.Add(s => s.Text, sentence).AddChildContent("<b>now</b>").Add(s => s.Then, "<i>then</i>"));

        Assert.Equal(written, shown.Markup);
    }

    [Theory]
    [InlineData("en", 1, "1 day")]
    [InlineData("en", 2, "2 days")]
    [InlineData("en", 0, "0 days")]
    [InlineData("en", 1200, "1,200 days")]
    [InlineData("zh-Hans", 1, "1 天")]
    [InlineData("zh-Hant", 2, "2 天")]
    public void English_says_one_otherwise_than_many(string language, int count, string said)
    {
        Speak(language, "en-GB");

        Assert.Equal(said, Services.GetRequiredService<IStringLocalizer<ReviewWords>>().Counted("ask.days", count));
    }
}
