using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Account;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Account;

/// <summary>One-time links by mail: sent after the commit, shown where the mail server does not take them.</summary>
public sealed class LinkMailTests : DeskPageTest
{
    [Fact]
    public async Task An_invitation_goes_by_mail_where_a_server_is_set()
    {
        await using var server = new FakeMailServer();
        var page = Open(server.Port);

        await InviteAsync(page, "wei@example.com");

        Assert.Equal(["The link was sent to wei@example.com."], Said);
        Assert.Empty(Dialogs.FindAll("[data-part=one-time-link]"));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Mails)));
        var mail = await MimeMessage.LoadAsync(stream, Ct);
        Assert.Equal(("desk@example.com", "wei@example.com"), (mail.From.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Address));
        var link = mail.TextBody!.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)).Trim();
        Assert.True((await new StaffRoom(Desk).AcceptAsync(link.Split('/')[^1])).IsOk);
    }

    [Fact]
    public async Task A_link_the_mail_server_does_not_take_is_shown_with_the_reason()
    {
        await using var server = new FakeMailServer(refuses: true);
        var page = Open(server.Port);

        var invite = InviteAsync(page, "wei@example.com");

        var link = Dialogs.WaitForElement("[data-part=one-time-link] [data-copy]", TimeSpan.FromSeconds(10)).GetAttribute("data-copy")!;
        Assert.Contains("could not be sent", Dialogs.Find(".notice").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await invite;
        Assert.Empty(server.Mails);
        Assert.True((await new StaffRoom(Desk).AcceptAsync(link.Split('/')[^1])).IsOk);
    }

    [Fact]
    public async Task A_mail_server_that_is_not_there_keeps_nobody_waiting()
    {
        var page = Open(FreePort.Take());

        var invite = InviteAsync(page, "wei@example.com");

        Dialogs.WaitForElement("[data-part=one-time-link]", TimeSpan.FromSeconds(10));
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await invite;
    }

    private IRenderedComponent<UsersPage> Open(int port)
    {
        Services.Configure<SmtpOptions>(smtp => (smtp.Host, smtp.Port, smtp.Security, smtp.From) = ("127.0.0.1", port, SmtpSecurity.None, "desk@example.com"));
        SignIn(Desk.Administrator());
        return Open<UsersPage>();
    }

    private async Task InviteAsync(IRenderedComponent<UsersPage> page, string email)
    {
        var click = page.Find("[data-action=invite]").ClickAsync();
        Dialogs.WaitForElement("#invite-email");
        await Dialogs.Find("#invite-email").ChangeAsync(email);
        await Dialogs.Find("[data-action=confirm]").ClickAsync();
        await click;
    }
}
