using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrderDesk.Tests.Support;

/// <summary>Stands between a browser and a server on loopback, so that a test can cut the line, mend it and slow it down.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _cut;
    private long _received;

    /// <summary>A relay to a loopback port.</summary>
    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead of the server.</summary>
    public Uri Address { get; }

    /// <summary>How many bytes the server has sent over live connections (web sockets) so far, as they are on the wire; files a browser keeps are not in it.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>How long every piece waits before it is passed on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Cuts the line: open connections break and new ones are refused until it is mended.</summary>
    public void Cut()
    {
        _cut = true;
        CloseAll();
    }

    /// <summary>Mends the line for new connections.</summary>
    public void Mend() => _cut = false;

    /// <summary>Ends the relay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        CloseAll();
        await _accepting;
        _end.Dispose();
    }

    private void CloseAll()
    {
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        // As browser and server do: a small piece that waits for the receipt of the one before would be some 40 ms late.
        using var server = new TcpClient { NoDelay = true };
        caller.NoDelay = true;
        _open[caller] = _open[server] = 0;
        try
        {
            if (!_cut)
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                var live = false;
                await Task.WhenAny(
                    PumpAsync(caller, server, piece => live |= piece.Span.IndexOf("Upgrade: websocket"u8) >= 0),
                    PumpAsync(server, caller, piece => Interlocked.Add(ref _received, live ? piece.Length : 0)));
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The line broke; that is what a relay is for.
        }
        finally
        {
            _open.TryRemove(caller, out _);
            _open.TryRemove(server, out _);
            caller.Dispose();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<ReadOnlyMemory<byte>> passed)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is var read and > 0)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, _end.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
                passed(buffer.AsMemory(0, read));
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // As above.
        }
    }
}
