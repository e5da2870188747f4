using System.Net;
using Npgsql;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Faults;

/// <summary>A database that is gone: a channel is told in the words of the interface when to ask again (fault 3).</summary>
public sealed class ApiFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Whoever_asks_while_the_database_is_gone_is_told_to_ask_again(string environment)
    {
        await using var storage = await Storage.CreateAsync(Database.PostgreSql);
        var there = new NpgsqlConnectionStringBuilder(storage.ConnectionString);
        await using var line = new TcpRelay(there.Port);
        there.Port = line.Address.Port;
        var options = environment is "Production" ? await ServerOptions.ProductionAsync() : new ServerOptions();
        await using var server = await ServerProcess.StartAsync(options with { DataDirectory = storage.Folder, Settings = new Dictionary<string, string?>(storage.Settings) { ["ConnectionStrings:OrderDesk"] = there.ConnectionString } }, Ct);
        var (known, unknown) = (await ApiDoor.OpenAsync(server, Ct), await ApiDoor.OpenAsync(server, Ct, "marketplace"));
        using (var sent = await known.SendAsync(ApiDoor.Order("D-1", 1), Ct))
        {
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        }

        line.Cut();
        using var read = await known.ReadAsync("D-1", Ct);
        using var posted = await known.SendAsync(ApiDoor.Order("D-2", 2), Ct);
        using var asked = await unknown.ReadAsync("D-1", Ct);
        using var described = await unknown.DescriptionAsync(Ct);

        foreach (var answer in new[] { read, posted, asked, described })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
            Assert.Contains("shared.storage-down", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        line.Mend();
        using var after = await unknown.SendAsync(ApiDoor.Order("D-1", 3), Ct);
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
    }
}
