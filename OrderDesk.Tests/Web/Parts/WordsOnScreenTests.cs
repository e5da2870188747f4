using Bunit;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>Money, time, people and states: one look per meaning.</summary>
public sealed class WordsOnScreenTests : PartTests
{
    [Theory]
    [InlineData(123450, "GBP", "GBP 1,234.50")]
    [InlineData(1234, "JPY", "JPY 1,234")]
    [InlineData(1234500, "KWD", "KWD 1,234.500")]
    [InlineData(-1250, "EUR", "EUR -12.50")]
    public void Money_has_its_code_and_the_digits_of_its_currency_in_every_language(long minor, string currency, string written)
    {
        foreach (var (language, format) in new[] { ("en", "en-GB"), ("zh-Hant", "zh-TW") })
        {
            Speak(language, format);
            var money = Render<MoneyText>(p => p.Add(m => m.Value, new Money(minor, currency)));

            Assert.Equal(written, money.Find(".money").TextContent.Replace('\u00a0', ' '));
        }
    }

    [Fact]
    public void No_amount_is_a_dash() => Assert.Equal("–", Render<MoneyText>().Find(".quiet").TextContent);

    [Theory]
    [InlineData(-20, "just now", "刚刚")]
    [InlineData(-180, "3 min ago", "3 分钟前")]
    [InlineData(-7200, "2 h ago", "2 小时前")]
    [InlineData(-200000, "2 d ago", "2 天前")]
    [InlineData(600, "in 10 min", "10 分钟后")]
    [InlineData(-700000, "2026-02-22 09:33", "2026-02-22 09:33")]
    public void An_instant_is_as_far_away_as_it_is(int seconds, string english, string chinese)
    {
        Assert.Equal(english, When(Now.AddSeconds(seconds)).Find("time").TextContent);

        Speak("zh-Hans", "zh-CN");
        Assert.Equal(chinese, When(Now.AddSeconds(seconds)).Find("time").TextContent);
    }

    [Fact]
    public void An_instant_is_exact_on_hover_in_the_zone_of_the_person_with_the_hour_of_the_company_beside_it()
    {
        var when = Show<WhenText>(b => b.AddComponentParameter(1, "At", new DateTime(2026, 7, 1, 12, 30, 5, DateTimeKind.Utc)), "Asia/Shanghai", "Europe/London");

        Assert.Equal("2026-07-01 20:30:05 UTC+08:00 · 2026-07-01 13:30 UTC+01:00", when.Find("time").GetAttribute("title"));
        Assert.Equal("2026-07-01T12:30:05Z", when.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void An_open_page_stays_true_as_minutes_pass()
    {
        var when = When(Now.AddSeconds(-30));
        Assert.Equal("just now", when.Find("time").TextContent);

        Clock.Advance(TimeSpan.FromMinutes(2));
        when.WaitForAssertion(() => Assert.Equal("2 min ago", when.Find("time").TextContent));
    }

    [Theory]
    [InlineData(41, "41 min left", "plain")]
    [InlineData(29, "29 min left", "warn")]
    [InlineData(125, "2 h 5 min left", "plain")]
    [InlineData(-3, "3 min late", "bad")]
    public void A_deadline_turns_amber_when_it_is_close_and_red_when_it_is_missed(int minutes, string words, string tone)
    {
        var due = Show<DueText>(b => b.AddComponentParameter(1, "At", Now.AddMinutes(minutes)));

        Assert.Equal(words, due.Find(".status").TextContent.Trim());
        Assert.Equal(tone, due.Find(".status").GetAttribute("data-tone"));
    }

    [Theory]
    [InlineData("Anna König", "AK")]
    [InlineData("Mei", "M")]
    [InlineData("王小明", "小明")]
    [InlineData("Tom van den Berg", "TB")]
    [InlineData("", "?")]
    public void Initials_are_what_a_colleague_would_write(string name, string initials) => Assert.Equal(initials, StaffTag.Initials(name));

    [Fact]
    public void A_state_is_an_icon_a_word_and_a_tint()
    {
        var chip = Render<StatusChip>(p => p.Add(c => c.Look, new StatusLook("OnHold", "On hold", Tone.Warn, "circle-pause", "Waits for a person")));

        Assert.Equal("On hold", chip.Find(".status").TextContent);
        Assert.Equal("warn", chip.Find(".status").GetAttribute("data-tone"));
        Assert.EndsWith("#circle-pause", chip.Find("use").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tone_has_a_name_of_its_own() => Assert.Equal(Enum.GetValues<Tone>().Length, Enum.GetValues<Tone>().Select(tone => tone.Name()).Distinct().Count());

    private IRenderedComponent<Microsoft.AspNetCore.Components.CascadingValue<DeskClock>> When(DateTime at) => Show<WhenText>(b => b.AddComponentParameter(1, "At", (DateTime?)at));
}
