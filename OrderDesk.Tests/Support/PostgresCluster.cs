using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrderDesk.Tests.Support;

/// <summary>
/// A real PostgreSQL of its own on a free loopback port, in a temporary folder, with fsync on. The server lives under a small shell that waits for
/// the end of its input, so it also goes away when the test process is killed.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>The empty database every new one is copied from unless a test names another.</summary>
    public const string Blank = "template1";

    private static readonly OnceAsync<PostgresCluster> Once = new(async () =>
    {
        var cluster = await StartAsync();
        TestHouse.AtTheEnd(cluster.DisposeAsync);
        return cluster;
    });

    private readonly string _programs;
    private readonly string _folder;
    private readonly Dictionary<string, Task<string>> _ahead = [];
    private Process? _keeper;
    private int _databases;

    private PostgresCluster(string programs, string folder) => (_programs, _folder) = (programs, folder);

    /// <summary>The loopback port; it stays the same over a restart.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>The cluster most tests share: started on first use, stopped at the end of the run.</summary>
    public static Task<PostgresCluster> SharedAsync()
    {
        Needs.PostgreSql();
        return Once.GetAsync();
    }

    /// <summary>A cluster of one's own, for tests that kill it.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        var programs = Needs.PostgreSql();
        var folder = (await RunAsync("mktemp", "-d", "/tmp/orderdesk-pg-XXXXXXXX")).Trim();
        var cluster = new PostgresCluster(programs, folder);
        try
        {
            await RunAsync(Path.Combine(programs, "initdb"), "--pgdata", $"{folder}/data", "--username", "orderdesk",
                "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync");
            await cluster.RestartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of this cluster.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "orderdesk",
        Database = database,
        MaxPoolSize = 40,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>A fresh database, copied from a template nobody is connected to; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string template = Blank)
    {
        var name = $"desk_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(name);
    }

    /// <summary>As <see cref="CreateDatabaseAsync"/>, but one is always being made ahead, so that tests seldom wait for the copy.</summary>
    public Task<string> TakeDatabaseAsync(string template)
    {
        lock (_ahead)
        {
            var ready = _ahead.Remove(template, out var made) ? made : CreateDatabaseAsync(template);
            _ahead[template] = CreateDatabaseAsync(template);
            return ready;
        }
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, also while connections are open.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await ExecuteAsync("postgres", $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    /// <summary>One statement on one database, outside any transaction.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The server process itself, for tests that kill or pause it.</summary>
    public async Task<int> ServerPidAsync() =>
        int.Parse((await RunAsync("head", "-n", "1", $"{_folder}/data/postmaster.pid")).Trim(), CultureInfo.InvariantCulture);

    /// <summary>Ends the server at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        Signals.Kill(await ServerPidAsync());
        await StopAsync();
    }

    /// <summary>Stops the server; open transactions are rolled back.</summary>
    public async Task StopAsync()
    {
        if (_keeper is null)
        {
            return;
        }

        _keeper.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _keeper.WaitForExitAsync(limit.Token);
        _keeper.Dispose();
        _keeper = null;
    }

    /// <summary>Starts the server on the data it has, after a stop or a kill, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        const string Keep = """
            "$0" "$@" & server=$!
            cat >/dev/null
            kill -INT $server 2>/dev/null
            wait $server
            """;
        var start = StepDown("sh", "-c", Keep, Path.Combine(_programs, "postgres"), "-D", $"{_folder}/data", "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "synchronous_commit=on",
            "-c", "max_connections=300", "-c", "max_wal_size=4GB", "-c", "logging_collector=off", "-c", "log_min_messages=fatal");
        start.RedirectStandardInput = true;
        start.RedirectStandardError = true;
        _keeper = Process.Start(start)!;
        var said = new List<string>();
        _keeper.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.Add(line.Data ?? "");
            }
        };
        _keeper.BeginErrorReadLine();

        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("postgres", "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(60) && !_keeper.HasExited)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException failure)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', said)}", failure);
            }
        }
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] ahead;
        lock (_ahead)
        {
            ahead = [.. _ahead.Values];
        }

        await Task.WhenAll(ahead);
        await StopAsync();
        await RunAsync("rm", "-rf", _folder);
    }

    private static async Task<string> RunAsync(params string[] command)
    {
        var start = StepDown(command);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{command[0]} failed: {await errors}{await output}");
    }

    /// <summary>PostgreSQL refuses root, so root steps down to the user the Debian package made.</summary>
    private static ProcessStartInfo StepDown(params string[] command)
    {
        var program = Needs.IsRoot ? Needs.Tool("runuser") : command[0];
        var arguments = Needs.IsRoot ? ["-u", "postgres", "--", .. command] : command[1..];
        return new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", Environment = { ["LC_ALL"] = "C.UTF-8" } };
    }
}
