using System.Net;
using System.Net.Sockets;
using Npgsql;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>The tools of the tests, tried themselves.</summary>
public class HarnessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_databases_of_the_cluster_know_nothing_of_each_other()
    {
        var cluster = await PostgresCluster.SharedAsync();

        var first = await cluster.CreateDatabaseAsync();
        var second = await cluster.CreateDatabaseAsync();
        await RunAsync(first, "CREATE TABLE only_here (id int)");

        Assert.Equal(1L, await RunAsync(first, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
        Assert.Equal(0L, await RunAsync(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"));
        Assert.Equal("on", await RunAsync(first, "SHOW fsync"));
        await cluster.DropDatabaseAsync(first);
        await cluster.DropDatabaseAsync(second);
    }

    [Fact]
    public async Task A_killed_cluster_comes_back_with_what_it_had_committed()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await RunAsync(database, "CREATE TABLE kept (id int)");

        await cluster.KillAsync();
        NpgsqlConnection.ClearAllPools();
        await cluster.RestartAsync();

        Assert.Equal(0L, await RunAsync(database, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_relay_passes_bytes_on_until_the_line_is_cut_and_again_once_it_is_mended()
    {
        using var echo = new TcpListener(IPAddress.Loopback, 0);
        echo.Start();
        _ = EchoAsync(echo);
        await using var relay = new TcpRelay(((IPEndPoint)echo.LocalEndpoint).Port);

        Assert.True(await AnswersAsync(relay.Address));
        relay.Cut();
        Assert.False(await AnswersAsync(relay.Address));
        relay.Mend();
        Assert.True(await AnswersAsync(relay.Address));
    }

    [Fact]
    public async Task The_built_program_runs_is_killed_and_runs_again_at_the_same_address()
    {
        await using var server = await ServerProcess.StartAsync(new() { ReadyAt = "/health/live" }, Ct);
        var before = server.Pid;

        await server.KillAsync();
        Assert.False(server.IsRunning);
        await server.StartAgainAsync(Ct);

        Assert.NotEqual(before, server.Pid);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", Ct)).StatusCode);
        Assert.InRange((await server.StopAsync(TimeSpan.FromSeconds(20))).Took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_published_program_runs_in_production()
    {
        var production = await ServerOptions.ProductionAsync();

        await using var server = await ServerProcess.StartAsync(production with { ReadyAt = "/health/live" }, Ct);

        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", Ct)).StatusCode);
        Assert.Contains("Production", server.Output, StringComparison.Ordinal);
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task EchoAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                using var caller = await listener.AcceptTcpClientAsync(Ct);
                await caller.GetStream().CopyToAsync(caller.GetStream(), Ct);
            }
            catch (IOException)
            {
                // A cut line ends one caller, not the echo.
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, address.Port, Ct);
            await client.GetStream().WriteAsync(new byte[] { 42 }, Ct);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, Ct) == 1 && answer[0] == 42;
        }
        catch (Exception cut) when (cut is IOException or SocketException)
        {
            return false;
        }
    }
}
