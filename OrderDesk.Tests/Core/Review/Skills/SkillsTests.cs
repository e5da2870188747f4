using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Review.Skills;

/// <summary>People are served the cases they are skilled for; what nobody is skilled for goes to everybody when its time is near.</summary>
public sealed class SkillsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_person_is_served_only_what_they_are_skilled_for_and_everything_when_its_time_is_near(Database database)
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(database, services => services.AddSingleton<IInterceptor>(log));
        var (room, maya) = (new StaffRoom(desk), desk.Manager());
        var rina = await room.HireAsync(StaffRoles.Agent);
        var mei = await room.HireAsync(StaffRoles.Agent, "mei@example.com");
        var (web, market) = (await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market"));
        var dear = await HeldAsync(web, unitPrice: 90);
        var german = await HeldAsync(web, country: "DE");
        var english = await HeldAsync(market);
        Assert.True((await SetAsync(desk, maya, rina, null, new SkillSet(["en"], [], 5_000))).IsOk);
        Assert.True((await SetAsync(desk, maya, mei, null, new SkillSet([], [web.Channel], null))).IsOk);

        var before = log.Statements.Count;
        Assert.Equal([english], await NextAsync(desk, rina));
        Assert.Equal([dear, german], await NextAsync(desk, mei));
        Assert.Equal([dear, german, english], await NextAsync(desk, desk.Agent("Bo")));
        Assert.Equal((3, 1), await CountsAsync(desk, rina));
        Assert.Equal(english, await ServedAsync(desk, rina));
        if (database is Database.Sqlite)
        {
            Assert.Empty(await QueryPlan.SlowStepsAsync(desk.Storage, log.Statements.Skip(before), Ct));
        }

        Assert.True((await SetAsync(desk, maya, mei, 0, new SkillSet(["fr"], [], null))).IsOk);
        var gap = (await desk.UseAsync((CaseSkills read) => read.ReadAsync(rina, german, Ct))).Value!;
        await using var db = desk.Db();
        var due = await db.ReviewCases.Where(r => r.OrderId == german).Select(r => r.DecideBy).SingleAsync(Ct);
        Assert.Equal((true, "de", due.AddMinutes(-30)), (gap.Nobody, gap.Language, gap.EverybodyFrom));
        Assert.Null((await desk.UseAsync((CaseSkills read) => read.ReadAsync(rina, english, Ct))).Value);
        Assert.Empty(await NextAsync(desk, mei));
        desk.Clock.Advance(due.AddMinutes(-29) - desk.Now);
        Assert.Equal([dear, german, english], await NextAsync(desk, mei));
    }

    [Theory, EveryDatabase]
    public async Task Who_is_served_holds_the_claim_and_gets_another_case_than_the_one_they_have_just_left(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var (room, maya, ada) = (new StaffRoom(desk), desk.Manager(), desk.Agent("Ada"));
        var mei = await room.HireAsync(StaffRoles.Agent, "mei@example.com");
        var (web, market) = (await Shop.OpenAsync(desk), await Shop.OpenAsync(desk, "market"));
        var (first, elsewhere, second, third) = (await HeldAsync(web), await HeldAsync(market), await HeldAsync(web), await HeldAsync(web));
        Assert.True((await SetAsync(desk, maya, mei, null, new SkillSet([], [web.Channel], null))).IsOk);

        Assert.Equal(first, await ServedAsync(desk, mei));
        Assert.Equal((mei.Id, 1), await ClaimAsync(desk, first));
        Assert.Equal(second, await ServedAsync(desk, mei, after: first));
        Assert.Equal(elsewhere, await ServedAsync(desk, desk.Agent("Bo")));
        Assert.Equal(third, await ServedAsync(desk, ada, after: elsewhere));
        Assert.Equal((ada.Id, 1), await ClaimAsync(desk, third));
        Assert.Null(await ServedAsync(desk, mei, queue: "Large"));
        Assert.Null(await ServedAsync(desk, desk.Agent("Cy")));
    }

    [Fact]
    public async Task Only_a_manager_sets_skills_of_who_decides_and_mistakes_are_said()
    {
        await using var desk = await TestDesk.OpenAsync();
        var (room, maya) = (new StaffRoom(desk), desk.Manager());
        var (rina, wei) = (await room.HireAsync(StaffRoles.Agent), await room.HireAsync(StaffRoles.WarehouseLead, "wei@example.com"));
        var shop = await Shop.OpenAsync(desk);
        var german = await HeldAsync(shop, country: "DE");

        Assert.Equal("review.skills-forbidden", (await SetAsync(desk, desk.Agent(), rina, null, SkillSet.Any)).Error?.Code);
        Assert.Equal("review.skills-may-not", (await SetAsync(desk, maya, wei, null, SkillSet.Any)).Error?.Code);
        Assert.Equal("review.skills-nobody", (await SetAsync(desk, maya, desk.Agent(), null, SkillSet.Any)).Error?.Code);
        Assert.Equal("review.skills-language", (await SetAsync(desk, maya, rina, null, new SkillSet(["tlh"], [], null))).Error?.Code);
        Assert.Equal("review.skills-channel", (await SetAsync(desk, maya, rina, null, new SkillSet([], [new(99)], null))).Error?.Code);
        Assert.Equal("review.skills-value", (await SetAsync(desk, maya, rina, null, new SkillSet([], [], 0))).Error?.Code);
        Assert.True((await SetAsync(desk, maya, rina, null, new SkillSet(["en", "en"], [shop.Channel], 5_000))).IsOk);
        Assert.Equal("shared.changed-meanwhile", (await SetAsync(desk, maya, rina, null, SkillSet.Any)).Error?.Code);

        var sheet = (await desk.UseAsync((SkillsSheet read) => read.ReadAsync(maya, Ct))).Value!;
        var row = Assert.Single(sheet.People);
        Assert.Equal((rina.Id, 0, 5_000L), (row.Id, row.Version, row.Skills.MostMinor));
        Assert.Equal(("en", shop.Channel), (Assert.Single(row.Skills.Languages), Assert.Single(row.Skills.Channels)));
        Assert.Equal([new SkillsSheet.Gap("de", "webshop", 1)], sheet.Gaps);
        Assert.Null((await desk.UseAsync((CaseSkills read) => read.ReadAsync(rina, new OrderId(german.Value + 1), Ct))).Value);
        await using var db = desk.Db();
        Assert.Equal("skills.created", (await db.AuditEntries.SingleAsync(a => a.SubjectKind == "skills", Ct)).Action);
    }

    [Theory]
    [InlineData("GB", "Ada Sample", "en")]
    [InlineData("de", "Ada Sample", "de")]
    [InlineData(null, "王小明", "zh-Hans")]
    [InlineData("TW", "王小明", "zh-Hant")]
    [InlineData("GB", "やまだ", "ja")]
    [InlineData("JP", "山田", "ja")]
    public void What_a_customer_wrote_says_their_language_before_the_country_does(string? country, string name, string language) => Assert.Equal(language, CustomerLanguage.Of(country, null, name));

    private static async Task<OrderId> HeldAsync(Shop shop, decimal unitPrice = 10m, string? country = null)
    {
        var order = shop.Order(unitPrice: unitPrice);
        order["requests"] = new { remark = "Please ring twice" };
        if (country is not null)
        {
            order["shippingAddress"] = new { name = "Sample Buyer", line1 = "1 Example Street", city = "Sampleton", postalCode = "10115", country };
        }

        return await shop.TakenAsync(order);
    }

    private static Task<Result> SetAsync(TestDesk desk, Actor by, Actor who, int? seen, SkillSet skills) =>
        desk.UseAsync((SetSkills set) => set.RunAsync(by, new SetSkills.Command(who.Id, seen, skills), Ct));

    private static async Task<IEnumerable<OrderId>> NextAsync(TestDesk desk, Actor actor) =>
        (await desk.QueueAsync(actor, ReviewView.Next, new Paging(), Ct)).Value!.Page.Rows.Select(row => row.OrderId).ToList();

    private static async Task<(int Open, int Next)> CountsAsync(TestDesk desk, Actor actor) =>
        (await desk.QueueAsync(actor, ReviewView.All, new Paging(), Ct)).Value!.Counts is var counts ? (counts.Open, counts.Next) : default;

    private static async Task<OrderId?> ServedAsync(TestDesk desk, Actor actor, OrderId? after = null, string? queue = null) =>
        (await desk.UseAsync((ServeNext serve) => serve.RunAsync(actor, new ServeNext.Command(after, queue), Ct))).Value?.OrderId;

    private static async Task<(StaffId? By, long Fence)> ClaimAsync(TestDesk desk, OrderId id)
    {
        await using var db = desk.Db();
        var found = await db.ReviewCases.SingleAsync(r => r.OrderId == id, Ct);
        return (found.ClaimedBy, found.Fence);
    }
}
