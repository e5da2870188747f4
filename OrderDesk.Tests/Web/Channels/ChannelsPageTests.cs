using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Channels;
using OrderDesk.Web.Features.Channels;

namespace OrderDesk.Tests.Web.Channels;

/// <summary>Channels and their keys on screen: a key is shown once, and can be switched off.</summary>
public sealed class ChannelsPageTests : DeskPageTest
{
    [Fact]
    public async Task A_key_is_shown_once_and_works()
    {
        SignIn(Desk.Administrator());
        var page = OpenPage();

        await page.Find("[data-field=channel]").ChangeAsync("Market-1");
        await page.Find("[data-field=name]").ChangeAsync("The market");
        await page.Find("[data-form=issue]").SubmitAsync();

        page.WaitForElement("[data-part=issued-key]");
        var key = page.Find("[data-part=key] [data-copy]").GetAttribute("data-copy")!;
        Assert.Equal("market-1", (await Desk.UseAsync((ApiKeyDirectory directory) => directory.FindAsync(key, Ct)))?.Channel);
        await page.Find("[data-action=copied]").ClickAsync();
        Assert.DoesNotContain(key, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(key, OpenPage().Markup, StringComparison.Ordinal);
        await using var db = Desk.Db();
        Assert.Equal("The market", (await db.Channels.SingleAsync(c => c.Code == "market-1", Ct)).Name);
    }

    [Fact]
    public async Task A_code_that_cannot_be_one_is_refused_in_words()
    {
        SignIn(Desk.Administrator());
        var page = OpenPage();

        await page.Find("[data-field=channel]").ChangeAsync("no spaces please");
        await page.Find("[data-form=issue]").SubmitAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.Find(".field-error").TextContent));
        Assert.Empty(page.FindAll("[data-part=issued-key]"));
    }

    [Fact]
    public async Task A_key_is_switched_off_after_a_question()
    {
        var ade = SignIn(Desk.Administrator());
        var issued = await Desk.UseAsync((IssueApiKey issue) => issue.RunAsync(ade, new IssueApiKey.Command("webshop"), Ct));
        var page = OpenPage();

        var asking = page.Find("[data-action=revoke]").ClickAsync();
        var twice = page.Find("[data-action=revoke]").ClickAsync();
        Dialogs.WaitForElement("[data-action=confirm]");
        await twice;
        Assert.Single(Dialogs.FindAll("[data-action=confirm]"));
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await asking;

        Assert.Equal(["The key is switched off."], Said);
        Assert.Equal("Revoked", OpenPage().Find("tbody .status").GetAttribute("data-status"));
        await using var db = Desk.Db();
        Assert.NotNull((await db.ApiKeys.SingleAsync(k => k.Prefix == issued.Value!.Prefix, Ct)).RevokedAt);
    }

    [Fact]
    public void A_channel_without_a_key_is_listed_too()
    {
        SignIn(Desk.Administrator());

        Assert.Contains("No key", OpenPage().Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_manage_channels_is_told_so()
    {
        SignIn(Desk.Manager());

        var page = OpenPage();

        Assert.NotNull(page.Find("[data-face=refused]"));
        Assert.Empty(page.FindAll("[data-part=issue-key]"));
    }

    private IRenderedComponent<ChannelsPage> OpenPage()
    {
        var page = Open<ChannelsPage>();
        page.WaitForState(() => page.FindAll("[data-part=count], [data-face]").Count > 0);
        return page;
    }
}
