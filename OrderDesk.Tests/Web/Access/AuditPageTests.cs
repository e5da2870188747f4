using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Access;

/// <summary>The audit trail on screen: who did what, before and after, and whoever looks is written down.</summary>
public sealed class AuditPageTests : DeskPageTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_change_is_shown_in_words_with_the_values_before_and_after()
    {
        var rina = await new StaffRoom(Desk).HireAsync(StaffRoles.Agent);
        await Desk.UseAsync((ChangeRoles roles) => roles.RunAsync(Desk.Administrator(), new ChangeRoles.Command(rina.Id, StaffRoles.Agent, StaffRoles.Manager), Ct));
        SignIn(Desk.Manager());

        var page = OpenAt("/audit?action=staff.");

        var line = Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains("Roles changed", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ade", line.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Agent", "Manager"), (page.Find("[data-difference=Roles] del").TextContent, page.Find("[data-difference=Roles] ins").TextContent));
        Assert.Contains("rina", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_is_written_down_once_per_question()
    {
        SignIn(Desk.Manager());

        OpenAt("/audit?action=audit.read");
        var page = OpenAt("/audit?action=audit.read");

        Assert.Equal(2, page.FindAll("[data-audit='audit.read']").Count);
        Assert.Contains("audit.read", await new StaffRoom(Desk).TrailAsync());
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_narrow_the_lines()
    {
        await Desk.WriteAsync(write =>
        {
            write.Audit("product.changed", "product", 17);
            write.Audit("product.changed", "product", 18);
        });
        SignIn(Desk.Manager());
        var page = OpenAt("/audit");

        await page.Find("[data-filter=subject]").ChangeAsync("Product 17");

        Assert.EndsWith("/audit?subject=Product%2017", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        await page.Find("[data-filter=from]").ChangeAsync("2026-03-03");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-face=no-match]")));
        await page.Find("[data-face=no-match] [data-action=clear-filters]").ClickAsync();
        Assert.EndsWith("/audit", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_cursor()
    {
        await Desk.WriteAsync(write =>
        {
            for (var i = 1; i <= 60; i++)
            {
                write.Audit("product.changed", "product", i);
            }
        });
        SignIn(Desk.Manager());
        var page = OpenAt("/audit?action=product.");
        Assert.Equal(50, page.FindAll("tbody tr").Count);

        await page.Find("[data-turn=on]").ClickAsync();

        Assert.Contains("after=", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public void Who_may_not_read_the_trail_sees_the_refusal()
    {
        SignIn(Desk.Agent());

        var page = OpenAt("/audit");

        Assert.Single(page.FindAll("[data-face=refused]"));
        Assert.Empty(page.FindAll("#audit-person option[value]:not([value='']):not([value='0'])"));
    }

    [Fact]
    public void A_day_is_the_day_of_the_person_who_looks()
    {
        var filter = new AuditListState { From = new DateOnly(2026, 3, 2), To = new DateOnly(2026, 3, 2) }.Filter(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        Assert.Equal(new DateTime(2026, 3, 1, 15, 0, 0, DateTimeKind.Utc), filter.From);
        Assert.Equal(new DateTime(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc), filter.Until);
    }

    [Theory]
    [InlineData("0001-01-01", "9999-12-31", "Pacific/Auckland")]
    [InlineData("0001-01-01", "9999-12-30", "America/Los_Angeles")]
    public void The_ends_of_the_calendar_are_days_too(string from, string to, string zone)
    {
        var filter = new AuditListState { From = AuditListState.Day(from), To = AuditListState.Day(to) }.Filter(TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.True(filter.From < filter.Until || filter.Until is null);
    }

    [Fact]
    public void What_is_asked_for_is_what_the_boxes_show()
    {
        SignIn(Desk.Manager());

        var page = OpenAt("/audit?person=0&action=staff.");

        Assert.Equal(("0", "staff."), (page.Find("#audit-person").GetAttribute("value"), page.Find("#audit-action").GetAttribute("value")));
        Assert.Equal(["0", "staff."], page.FindAll("option[selected]").Select(option => option.GetAttribute("value")));
    }

    [Theory]
    [InlineData("OD-1000123", "order", 1000123L)]
    [InlineData("product 17", "product", 17L)]
    [InlineData("staff", "staff", null)]
    public void A_row_can_be_asked_for_as_people_write_it(string typed, string kind, long? id)
    {
        var filter = new AuditListState { Subject = typed }.Filter(TimeZoneInfo.Utc);

        Assert.Equal((kind, id), (filter.SubjectKind, filter.SubjectId));
    }

    [Theory]
    [InlineData("en", "Product 17", "product", 17L)]
    [InlineData("en", "REVIEW CASE 5", "case", 5L)]
    [InlineData("en", "API key", "api-key", null)]
    [InlineData("en", "nothing known 3", "nothing known", 3L)]
    [InlineData("zh-Hans", "商品 17", "product", 17L)]
    [InlineData("zh-Hans", "人工审核单５", "case", 5L)]
    [InlineData("zh-Hans", "product 17", "product", 17L)]
    [InlineData("zh-Hant", "庫存　8", "stock", 8L)]
    [InlineData("zh-Hant", "od-1000123", "order", 1000123L)]
    public void A_row_can_be_asked_for_as_the_list_shows_it(string language, string typed, string kind, long? id)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var filter = new AuditListState { Subject = typed }.Filter(TimeZoneInfo.Utc, Services.GetRequiredService<IStringLocalizer<AccessWords>>().KindOf);

        Assert.Equal((kind, id), (filter.SubjectKind, filter.SubjectId));
    }

    [Fact]
    public void Everything_that_is_done_to_people_has_words()
    {
        var words = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Features", "Access", "AccessWords.resx"))).Keys.ToHashSet();
        var done = SourceFile.Code("OrderDesk.Core").Where(file => file.Path.Contains("/Access/", StringComparison.Ordinal))
            .SelectMany(file => Words.Dotted(file.Text)).Where(code => code.StartsWith("staff.", StringComparison.Ordinal) || code.StartsWith("session.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(done);
        Assert.Empty(done.Select(code => $"act.{code}").Except(words));
        Assert.Empty(AuditSpoken.Kinds.SelectMany(kind => kind.Actions).Select(code => $"act.{code}").Concat(AuditSpoken.Kinds.Select(kind => $"kind.{kind.Kind}")).Except(words));
    }

    private IRenderedComponent<AuditPage> OpenAt(string url)
    {
        Navigation.NavigateTo(url);
        return Open<AuditPage>();
    }
}
