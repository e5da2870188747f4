using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Faults;

/// <summary>Many senders at once, and a desk that is killed under them (faults 1 and 13): no promise is broken and no order is lost or doubled.</summary>
public sealed class IntakeFaultTests
{
    private const int Clients = 16;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How often the desk is killed: a few times in every run, hundreds of times where <c>scripts/faults.sh</c> asks for it.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("ORDERDESK_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Theory, EveryDatabase]
    public async Task Sixteen_clients_share_the_last_hundred_units_over_the_wire(Database database)
    {
        await using var storage = await Storage.CreateAsync(database);
        await using var server = await ServerProcess.StartAsync(OptionsOf(storage), Ct);
        var channel = await ApiDoor.OpenAsync(server, Ct);
        await channel.StockAsync("MUG", 100, Ct);
        var orders = new ConcurrentQueue<int>(Enumerable.Range(1, 200));
        var answers = new ConcurrentBag<(HttpStatusCode Status, string Body)>();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (orders.TryDequeue(out var n))
            {
                using var answer = await channel.SendAsync(ApiDoor.Order($"S-{n}", n), Ct);
                answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
            }
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var states = answers.Select(answer => StateOf(answer.Body)).CountBy(state => state).ToDictionary();
        Assert.Equal(new Dictionary<string, int> { ["ReadyToFulfil"] = 100, ["OnHold stock"] = 100 }, states);
        await CleanAsync(server);
    }

    [Theory, EveryDatabase]
    public async Task A_kill_in_the_middle_loses_no_acknowledged_order_and_a_retry_doubles_none(Database database)
    {
        await using var storage = await Storage.CreateAsync(database);
        await using var server = await ServerProcess.StartAsync(OptionsOf(storage), Ct);
        var channel = await ApiDoor.OpenAsync(server, Ct);
        await channel.StockAsync("MUG", 10_000, Ct);
        var acknowledged = new ConcurrentDictionary<string, string>();
        var sent = 0;

        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = acknowledged.Count + 10 + (kill % 7);
            var open = new ConcurrentBag<int>();
            var reached = new TaskCompletionSource();
            void Count()
            {
                if (acknowledged.Count >= enough)
                {
                    reached.TrySetResult();
                }
            }

            var senders = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => SendUntilDeadAsync(channel, () => Interlocked.Increment(ref sent), acknowledged, open, Count), Ct)).ToList();
            await Task.WhenAny(reached.Task, Task.WhenAll(senders));
            await server.KillAsync();
            await Task.WhenAll(senders);
            await server.StartAgainAsync(Ct);
            foreach (var n in open)
            {
                using var again = await channel.SendAsync(ApiDoor.Order($"K-{n}", n), Ct);
                Assert.True(again.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"K-{n}: {again.StatusCode}");
                acknowledged[$"K-{n}"] = await again.Content.ReadAsStringAsync(Ct);
            }
        }

        foreach (var (id, body) in acknowledged)
        {
            using var kept = await channel.ReadAsync(id, Ct);
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
            Assert.Equal(NumberOf(body), NumberOf(await kept.Content.ReadAsStringAsync(Ct)));
        }

        Assert.Equal(acknowledged.Count, acknowledged.Values.Select(NumberOf).Distinct().Count());
        await CleanAsync(server);
    }

    private static ServerOptions OptionsOf(Storage storage) =>
        new ServerOptions { DataDirectory = storage.Folder, Settings = storage.Settings }.With("Api:RateLimit:PerSecond", "10000").With("Api:RateLimit:Burst", "10000");

    private static async Task SendUntilDeadAsync(ApiDoor channel, Func<int> next, ConcurrentDictionary<string, string> acknowledged, ConcurrentBag<int> open, Action count)
    {
        for (var mine = 0; mine < 500; mine++)
        {
            var n = next();
            try
            {
                using var answer = await channel.SendAsync(ApiDoor.Order($"K-{n}", n), Ct);
                var body = await answer.Content.ReadAsStringAsync(Ct);
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                acknowledged[$"K-{n}"] = body;
                count();
            }
            catch (HttpRequestException)
            {
                open.Add(n);
                return;
            }
        }
    }

    private static async Task CleanAsync(ServerProcess server)
    {
        var check = await server.CommandAsync(Ct, "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    private static string StateOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        var holds = json.RootElement.GetProperty("holds").EnumerateArray().Select(hold => hold.GetProperty("type").GetString());
        return $"{json.RootElement.GetProperty("status").GetString()} {string.Join(',', holds)}".TrimEnd();
    }

    private static string? NumberOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("number").GetString();
    }
}
