using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrderDesk.Tests.Support;

/// <summary>A fake mail server on loopback: it speaks just enough SMTP to take a mail or to refuse it, and keeps what it heard.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<string> _mails = [];
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    /// <param name="refuses">Whether every recipient is refused.</param>
    public FakeMailServer(bool refuses = false)
    {
        _listener.Start();
        _serving = Task.Run(() => ServeAsync(refuses));
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails it has taken, as they were sent.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails)
            {
                return [.. _mails];
            }
        }
    }

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    private async Task ServeAsync(bool refuses)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await TalkAsync(client.GetStream(), refuses);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // It is closing, or the other side hung up.
        }
    }

    private async Task TalkAsync(NetworkStream stream, bool refuses)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 fake.example ESMTP");
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Keep(await MailAsync(reader));
            }

            await writer.WriteLineAsync((verb, refuses) switch
            {
                ("RCPT", true) => "550 nobody of that name",
                ("QUIT", _) => "221 goodbye",
                _ => "250 ok",
            });
            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private void Keep(string mail)
    {
        lock (_mails)
        {
            _mails.Add(mail);
        }
    }

    private async Task<string> MailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_closing.Token) is { } line and not ".")
        {
            mail.AppendLine(line);
        }

        return mail.ToString();
    }
}
