using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Access;

/// <summary>The own profile: how the desk looks, how the person signs in, where they are signed in.</summary>
public sealed class ProfilePageTests : DeskPageTest
{
    private StaffRoom Room => new(Desk);

    [Fact]
    public async Task A_time_zone_counts_on_the_page_at_once_and_is_kept()
    {
        await RinaAsync();
        var page = Open<ProfilePage>();

        await page.Find("#profile-zone").ChangeAsync("Asia/Tokyo");

        Assert.Equal("There it is 2026-03-02 18:00 now.", page.Find("[data-part=now]").TextContent);
        await using var db = Desk.Db();
        Assert.Equal("Asia/Tokyo", (await db.Users.SingleAsync(Ct)).TimeZone);
    }

    [Fact]
    public async Task An_empty_name_is_refused_with_the_reason()
    {
        await RinaAsync();
        var page = Open<ProfilePage>();

        await page.Find("#profile-name").ChangeAsync("  ");
        await page.Find("[data-action=rename]").ClickAsync();

        Assert.Equal(["A name has 1 to 100 characters."], Said);
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        var session = await RinaAsync();
        var other = await Room.SessionAsync();
        var page = Open<ProfilePage>();

        await page.Find("#password-current").ChangeAsync("not the one");
        await page.Find("#password-new").ChangeAsync("a quiet river bends twice");
        await page.Find("[data-part=password]").SubmitAsync();
        Assert.Equal("access.password-wrong", page.Find("[data-part=password] [role=alert]").GetAttribute("data-error"));
        Assert.Equal("a quiet river bends twice", page.Find("#password-new").GetAttribute("value"));

        await page.Find("#password-current").ChangeAsync(StaffRoom.Password);
        await page.Find("[data-part=password]").SubmitAsync();

        Assert.Empty(page.FindAll("[data-part=password] [role=alert]"));
        Assert.Equal("", page.Find("#password-new").GetAttribute("value"));
        Assert.Null(await LaterAsync(other));
        Assert.NotNull(await LaterAsync(session));
        Assert.True((await Room.SignInAsync(password: "a quiet river bends twice")).IsOk);
    }

    [Fact]
    public async Task The_second_step_asks_for_the_password_and_a_code_and_shows_the_recovery_codes_once()
    {
        await RinaAsync();
        var page = Open<ProfilePage>();

        var click = page.Find("[data-action=enrol]").ClickAsync();
        Dialogs.WaitForElement("#second-password");
        await Dialogs.Find("#second-password").ChangeAsync("not the one");
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Dialogs.WaitForElement("[data-error='access.password-wrong']");
        await Dialogs.Find("#second-password").ChangeAsync(StaffRoom.Password);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Dialogs.WaitForElement(".qr");
        await Dialogs.Find("#second-code").ChangeAsync(Room.Code(Dialogs.Find("[data-copy]").GetAttribute("data-copy")!));
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        Dialogs.WaitForElement("[data-part=recovery-codes]");
        var codes = Dialogs.FindAll("[data-part=recovery-codes] code").Select(code => code.TextContent).ToList();
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        Assert.Equal(SecondFactors.RecoveryCodeCount, codes.Count);
        Assert.Equal("on", page.Find("[data-second-step]").GetAttribute("data-second-step"));
        Assert.DoesNotContain(codes[0], Dialogs.Markup + page.Markup, StringComparison.Ordinal);
        Assert.True((await Room.GiveCodeAsync((await Room.SignInAsync()).Value!.Half, codes[0])).IsOk);
    }

    [Fact]
    public async Task Who_must_have_a_second_step_cannot_give_it_up_and_others_can()
    {
        var rina = await Room.HireAsync(StaffRoles.Agent);
        var session = await Room.SessionAsync();
        await Room.EnrolAsync(rina, session.SessionId);
        SignIn(session);
        var page = Open<ProfilePage>();

        var click = page.Find("[data-action=give-up]").ClickAsync();
        Dialogs.WaitForElement("#password-again");
        await Dialogs.Find("#password-again").ChangeAsync(StaffRoom.Password);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;

        Assert.Equal("off", page.Find("[data-second-step]").GetAttribute("data-second-step"));
        Assert.Equal(["The second step is off."], Said);
    }

    [Fact]
    public async Task Open_sessions_are_listed_and_any_but_this_one_can_be_ended()
    {
        var session = await RinaAsync();
        var (second, third) = (await Room.SessionAsync(), await Room.SessionAsync());
        var page = Open<ProfilePage>();
        Assert.Equal(3, page.FindAll("[data-session]").Count);
        Assert.Equal(2, page.FindAll("[data-action=end-session]").Count);

        await page.Find($"[data-session='{second.SessionId.Value}'] [data-action=end-session]").ClickAsync();
        Assert.Equal(["That session has ended."], Said);
        Assert.Null(await LaterAsync(second));
        Assert.Equal(2, page.FindAll("[data-session]").Count);

        await page.Find("[data-action=end-others]").ClickAsync();
        Assert.Null(await LaterAsync(third));
        Assert.NotNull(await LaterAsync(session));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari · macOS")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux")]
    [InlineData("curl/8.0", null)]
    [InlineData(null, null)]
    public void A_browser_is_named_in_words_people_know(string? says, string? named) => Assert.Equal(named, BrowserName.Of(says));

    /// <summary>Who a cookie belongs to, asked of another node a moment later.</summary>
    private async Task<SignedIn?> LaterAsync(SessionKey key)
    {
        Desk.Clock.Advance(StaffDirectory.Freshness * 2);
        return await Room.WhoAsync(key);
    }

    private async Task<SessionKey> RinaAsync()
    {
        await Room.HireAsync(StaffRoles.Agent);
        var session = await Room.SessionAsync();
        SignIn(session);
        return session;
    }
}
