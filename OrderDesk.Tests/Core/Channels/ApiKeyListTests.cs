using OrderDesk.Core.Channels;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Channels;

/// <summary>Channels and their keys as an administrator sees them.</summary>
public class ApiKeyListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_channel_is_listed_with_its_keys_and_where_they_stand(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var ade = desk.Administrator();
        await Shop.OpenAsync(desk, "without-key");
        var old = await IssueAsync(desk, ade, "webshop");
        desk.Clock.Advance(TimeSpan.FromDays(370));
        var revoked = await IssueAsync(desk, ade, "webshop");
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var working = await IssueAsync(desk, ade, "webshop");
        var seen = (await ListAsync(desk, ade)).Single(row => row.Code == "webshop").Keys.Single(key => key.Prefix == revoked.Prefix);

        var done = await desk.UseAsync((RevokeApiKey revoke) => revoke.RunAsync(ade, new RevokeApiKey.Command(seen.Id, seen.Version), Ct));

        Assert.True(done.IsOk, done.Error?.Code);
        var rows = await ListAsync(desk, ade);
        Assert.Equal(["webshop", "without-key"], rows.Select(row => row.Code));
        Assert.Empty(rows[1].Keys);
        Assert.Equal(
            [(working.Prefix, ApiKeyState.Working), (old.Prefix, ApiKeyState.Expired), (revoked.Prefix, ApiKeyState.Revoked)],
            rows[0].Keys.Select(key => (key.Prefix, key.State)));
    }

    private static async Task<IssueApiKey.Answer> IssueAsync(TestDesk desk, Actor actor, string channel)
    {
        var issued = await desk.UseAsync((IssueApiKey issue) => issue.RunAsync(actor, new IssueApiKey.Command(channel), Ct));
        Assert.True(issued.IsOk, issued.Error?.Code);
        return issued.Value;
    }

    private static async Task<IReadOnlyList<ApiKeyList.Row>> ListAsync(TestDesk desk, Actor actor)
    {
        var rows = await desk.UseAsync((ApiKeyList list) => list.ReadAsync(actor, Ct));
        Assert.True(rows.IsOk, rows.Error?.Code);
        return rows.Value;
    }
}
