using System.Net;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Web.Shell;

/// <summary>What a watcher hears.</summary>
public sealed class HealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_hears_one_word()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions(), Ct);

        using var ready = await server.Client.GetAsync("/health/ready", Ct);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("""{"status":"ready"}""", await ready.Content.ReadAsStringAsync(Ct));
        Assert.Equal("ok", await server.Client.GetStringAsync("/health/live", Ct));
    }
}
