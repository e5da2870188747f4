using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Account;

/// <summary>Sends a one-time link by mail, after it was committed. The link stands nowhere but in the mail, so a mail that fails is not tried again: the link is shown instead.</summary>
internal sealed class LinkMail(IOptions<SmtpOptions> options, IOptions<CompanyOptions> company, IStringLocalizer<Messages> words, ILogger<LinkMail> log)
{
    /// <summary>Whether a mail server is set.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>Sends it; answers whether the server has taken it.</summary>
    /// <param name="email">Whose account.</param>
    /// <param name="link">The link as it was issued.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="until">When it lapses, as it is written in the mail.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<bool> SendAsync(string email, IssuedLink link, string address, string until, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            using var message = Write(email, link, address, until);
            await DeliverAsync(message, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or OperationCanceledException or MailKit.CommandException
            or MailKit.ProtocolException or System.Security.Authentication.AuthenticationException or SslHandshakeException or MailKit.ServiceNotConnectedException or NotSupportedException)
        {
            log.LinkMailFailed(failure.GetType().Name, failure.Message);
            return false;
        }
    }

    private MimeMessage Write(string email, IssuedLink link, string address, string until)
    {
        var message = new MimeMessage { Subject = words[$"mail.{link.Purpose}.subject", company.Value.Name] };
        message.From.Add(new MailboxAddress(company.Value.Name, options.Value.From));
        message.To.Add(new MailboxAddress("", email));
        message.Body = new TextPart("plain") { Text = words[$"mail.{link.Purpose}.text", company.Value.Name, address, until] };
        return message;
    }

    private async Task DeliverAsync(MimeMessage message, CancellationToken ct)
    {
        var smtp = options.Value;
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security switch
        {
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
        }, ct);
        if (smtp.User.Length > 0)
        {
            await client.AuthenticateAsync(smtp.User, smtp.Password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}
