using System.Diagnostics;
using System.Net;

namespace OrderDesk.Tests.Support;

/// <summary>OrderDesk as a process of its own on a free loopback port, to be used, paused, stopped and killed as a real one is.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly ServerOptions _options;
    private readonly List<string> _said = [];
    private Process? _process;

    private ServerProcess(ServerOptions options)
    {
        _options = options;
        DataDirectory = options.DataDirectory ?? TestHouse.TempFolder("data");
        Address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>Where it keeps its data; the same after a restart.</summary>
    public string DataDirectory { get; }

    /// <summary>A client without proxy, cookies of the browser or redirects.</summary>
    public HttpClient Client { get; }

    /// <summary>Its process id while it runs.</summary>
    public int Pid => (_process ?? throw new InvalidOperationException("The server is not running.")).Id;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Everything it has written so far, over all its starts.</summary>
    public string Output
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said);
            }
        }
    }

    /// <summary>Starts OrderDesk and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerOptions? options = null, CancellationToken ct = default)
    {
        var server = new ServerProcess(options ?? new ServerOptions());
        TestHouse.AtTheEnd(server.DisposeAsync);
        await server.StartAgainAsync(ct);
        return server;
    }

    /// <summary>Starts OrderDesk where the start is expected to be refused; answers the exit code and what it said.</summary>
    public static async Task<CommandRun> RefusedStartAsync(ServerOptions options, CancellationToken ct)
    {
        var own = options with { DataDirectory = options.DataDirectory ?? TestHouse.TempFolder("data") };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(own.StartLimit);
        return await CommandRun.RunAsync(own, ["--urls", $"http://127.0.0.1:{FreePort.Take()}"], limit.Token);
    }

    /// <summary>Starts it again on the same address and data after a stop or a kill, and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        var process = Process.Start(ProgramStart.For(_options, DataDirectory, ["--urls", _options.AlsoAt is { } also ? $"{also};{Address}" : Address.ToString()]))!;
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(ct))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"OrderDesk ended with exit code {process.ExitCode} instead of starting:\n{Output}");
            }

            if (waited.Elapsed > _options.StartLimit)
            {
                await KillAsync();
                throw new TimeoutException($"OrderDesk was not ready after {_options.StartLimit}:\n{Output}");
            }

            await Task.Delay(50, ct);
        }
    }

    /// <summary>Waits for a line of its output, such as the set-up link.</summary>
    public async Task<string> WaitForLineAsync(string containing, TimeSpan limit, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            lock (_said)
            {
                if (_said.Find(line => line.Contains(containing, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }

            if (waited.Elapsed > limit)
            {
                throw new TimeoutException($"OrderDesk never said '{containing}':\n{Output}");
            }

            await Task.Delay(50, ct);
        }
    }

    /// <summary>Runs a command of the same program on the same data and settings.</summary>
    public Task<CommandRun> CommandAsync(CancellationToken ct, params string[] arguments) =>
        CommandRun.RunAsync(_options with { DataDirectory = DataDirectory, Arguments = [] }, arguments, ct);

    /// <summary>kill -9: it cannot tidy up.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>SIGTERM, as a service manager stops it; answers the exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync(TimeSpan limit)
    {
        var process = _process ?? throw new InvalidOperationException("The server is not running.");
        var watch = Stopwatch.StartNew();
        Signals.Terminate(process.Id);
        using var patience = new CancellationTokenSource(limit);
        await process.WaitForExitAsync(patience.Token);
        var answer = (process.ExitCode, watch.Elapsed);
        process.Dispose();
        _process = null;
        return answer;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            using var answer = await Client.GetAsync(_options.ReadyAt, patience.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Add(line);
        }
    }
}
