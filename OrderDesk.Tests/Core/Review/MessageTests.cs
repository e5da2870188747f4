using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review;

/// <summary>Messages to customers: the words that ship, the company's own, and what happens when no answer comes.</summary>
public class MessageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_occasion_ships_in_every_language_with_known_holes_only()
    {
        var texts = ShippedMessages.Occasions.SelectMany(_ => ShippedMessages.Languages, ShippedMessages.Of).ToList();

        Assert.Equal(15, texts.OfType<string>().Distinct().Count());
        Assert.All(texts, text => Assert.Null(MessageText.WhyNot(text)));
    }

    [Theory]
    [InlineData("Dear {customer}, order {order}: {missing} {total} {shop}", null)]
    [InlineData("Dear {name}", "review.template-hole")]
    [InlineData("Dear {}", "review.template-hole")]
    [InlineData("Dear {customer", "review.template-brace")]
    [InlineData("Dear } customer", "review.template-brace")]
    [InlineData("  ", "review.template-empty")]
    public void A_template_with_a_hole_that_nobody_can_fill_is_refused(string text, string? code) => Assert.Equal(code, MessageText.WhyNot(text)?.Code);

    [Fact]
    public void What_a_value_says_is_not_read_as_a_hole() => Assert.Equal(
        "Dear {total}, GBP 1.00", MessageText.Fill("Dear {customer}, {total}", new MessageValues("{total}", "1", "", "GBP 1.00", "shop")));

    [Theory, EveryDatabase]
    public async Task The_companys_own_words_take_the_place_of_those_that_ship(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var manager = desk.Manager();

        Assert.Equal("review.templates-forbidden", await KeepAsync(desk, desk.Agent(), "delay", "en", null, "Soon", null));
        Assert.Equal("review.no-template", await KeepAsync(desk, manager, "delay", "fr", null, "Bientôt", null));
        Assert.Equal("review.template-hole", await KeepAsync(desk, manager, "delay", "en", null, "Soon {you}", null));
        Assert.Null(await KeepAsync(desk, manager, "delay", "en", null, "Soon, {customer}", null));
        Assert.Null(await KeepAsync(desk, manager, "delay", "en", shop, "Sooner, {customer}", null));
        Assert.Equal("shared.changed-meanwhile", await KeepAsync(desk, manager, "delay", "en", null, "Late", null));

        Assert.Equal("Soon, {customer}", await TextAsync(desk, null));
        Assert.Equal("Sooner, {customer}", await TextAsync(desk, shop));
        Assert.Null(await KeepAsync(desk, manager, "delay", "en", shop, "At once", 0));
        Assert.Equal("At once", await TextAsync(desk, shop));
        Assert.Null(await KeepAsync(desk, manager, "delay", "en", shop, null, 1));
        Assert.Equal("Soon, {customer}", await TextAsync(desk, shop));
    }

    [Theory, EveryDatabase]
    public async Task A_case_without_an_answer_comes_back_and_can_wait_on(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        await shop.StockAsync("MUG", 2);
        var id = await shop.TakenAsync(shop.Order());
        await shop.HoldAsync(id);
        var agent = desk.Agent();
        await desk.UseAsync((AskCustomer ask) => ask.RunAsync(agent, new AskCustomer.Command(id, 1, "Is it right?", ContactWay.Email, TimeSpan.FromDays(1)), Ct));
        Assert.Equal((0, 1), await CountsAsync(desk));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), await CountsAsync(desk));

        Assert.Equal("review.decide-forbidden", (await WaitAsync(desk, desk.WarehouseLead(), id, 1)).Error?.Code);
        Assert.Equal("review.bad-wait", (await WaitAsync(desk, agent, id, 1, TimeSpan.FromDays(31))).Error?.Code);
        Assert.Equal("review.order-changed", (await WaitAsync(desk, agent, id, 0)).Error?.Code);
        Assert.True((await WaitAsync(desk, agent, id, 2)).IsOk);

        Assert.Equal((0, 1), await CountsAsync(desk));
        await desk.IsCleanAsync();
    }

    private static async Task<string?> KeepAsync(TestDesk desk, Actor by, string occasion, string language, Shop? shop, string? text, int? seen) =>
        (await desk.UseAsync((KeepTemplate keep) => keep.RunAsync(by, new KeepTemplate.Command(occasion, language, shop?.Channel, text, seen), Ct))).Error?.Code;

    private static async Task<string> TextAsync(TestDesk desk, Shop? shop) =>
        (await desk.UseAsync((MessageTemplates templates) => templates.ReadAsync(desk.Agent(), shop?.Channel, Ct))).Value!.Single(t => t is { Occasion: "delay", Language: "en" }).Text;

    private static Task<Result> WaitAsync(TestDesk desk, Actor by, OrderId id, int version, TimeSpan? longer = null) =>
        desk.UseAsync((WaitLonger wait) => wait.RunAsync(by, new WaitLonger.Command(id, version, longer ?? TimeSpan.FromDays(2)), Ct));

    private static async Task<(int Next, int Waiting)> CountsAsync(TestDesk desk)
    {
        var counts = (await desk.QueueAsync(desk.Agent(), ReviewView.Next, new Paging(), Ct)).Value!.Counts;
        return (counts.Next, counts.Waiting);
    }
}
