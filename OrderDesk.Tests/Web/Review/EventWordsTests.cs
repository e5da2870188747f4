using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Web.Parts;
using OrderDesk.Web.Features.Review;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Review;

/// <summary>The timeline speaks in sentences, never in codes.</summary>
public sealed class EventWordsTests : PartTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void Everything_that_can_happen_to_an_order_is_a_sentence(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var codes = SourceFile.Code("OrderDesk.Core").SelectMany(file => Words.Timeline(file.Text)).Distinct().ToList();

        Assert.True(codes.Count > 15, "What is written on the timeline was not found.");
        Assert.DoesNotContain(codes, code => Said(code).Contains("order.", StringComparison.Ordinal) || Said(code).Contains("review.", StringComparison.Ordinal) || Said(code).Contains("event.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GBP 12.00", "GBP 15.00", "Recorded again; total GBP 12.00 → GBP 15.00")]
    [InlineData("GBP 12.00", "GBP 12.00", "Recorded again with other content")]
    public void A_recorded_order_says_what_the_books_say_now(string before, string after, string said) =>
        Assert.Equal(said, Said("order.recorded-again", $$"""{"before":"{{before}}","after":"{{after}}"}"""));

    [Fact]
    public void A_recorded_order_says_where_it_stood() => Assert.Equal("Recorded as: Completed", Said("order.recorded"));

    [Theory]
    [InlineData(0, "Verification", "自动校验")]
    [InlineData(0, "webshop", "webshop")]
    [InlineData(7, "Verification", "Verification")]
    public void A_part_of_the_desk_is_called_in_the_language_of_who_reads(long by, string name, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");

        Assert.Equal(said, Events.Who(new OrderTimeline.Row(1, Now, new StaffId(by), name, "order.taken", null, null, null, null)));
    }

    [Fact]
    public void A_hold_is_called_what_the_company_calls_it()
    {
        var own = new HoldBook([new HoldTerms(HoldType.Request) { NameEn = "Wishes" }]);

        Assert.Equal("Hold released: Wishes", Said("order.hold-released", """{"type":"Request"}""", own));
        Assert.Equal("Hold released: Customer", Said("order.hold-released", """{"type":"Customer"}""", own));
    }

    private string Said(string code, string? data = null, HoldBook? book = null) =>
        Events.Of(new OrderTimeline.Row(1, Now, new StaffId(7), "Ann", code, null, OrderStatus.Completed, data, null), DeskClock.Utc, book ?? HoldBook.BuiltIn).Text;

    private EventWords Events => new(Spoken<ReviewWords>(), Spoken<StateWords>(), new Phrases(Spoken<Messages>()));

    private IStringLocalizer<T> Spoken<T>() => Services.GetRequiredService<IStringLocalizer<T>>();
}
