using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake;

/// <summary>What could not be taken waits for a person, who corrects and replays it or puts it away with a reason.</summary>
public class InboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_corrected_payload_becomes_an_order(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        await shop.SendTextAsync(JsonSerializer.Serialize(order).Replace("\"GBP\"", "\"POUND\"", StringComparison.Ordinal));
        var agent = desk.Agent();
        var item = await ItemAsync(desk, agent);
        Assert.Equal(["currency", "payment.currency"], item.Wrong.Select(w => w.Field));

        var taken = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(agent, new CorrectAndReplay.Command(item.Id, JsonSerializer.Serialize(order), item.Version), Ct));

        Assert.True(taken.IsOk, taken.Error?.Code);
        var closed = await ItemAsync(desk, agent, InboxState.Replayed);
        Assert.Equal((taken.Value.Id, OrderOrigin.Live), (closed.OrderId!.Value.Value, (await desk.Db().Orders.SingleAsync(Ct)).Origin));
    }

    [Fact]
    public async Task What_is_still_wrong_is_named_and_what_was_typed_is_kept()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.SendTextAsync("""{"externalId":"X-1"}""");
        var agent = desk.Agent();
        var item = await ItemAsync(desk, agent);

        var taken = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(agent, new CorrectAndReplay.Command(item.Id, """{"externalId":"X-1","currency":"GBP","total":1}""", item.Version), Ct));

        Assert.Equal("intake.wrong-fields", taken.Error?.Code);
        var kept = await ItemAsync(desk, agent);
        Assert.Equal(["lines", "placedAt"], kept.Wrong.Select(w => w.Field).Order(StringComparer.Ordinal));
        Assert.Contains("\"total\":1", kept.Payload, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Db().Orders.CountAsync(Ct));
    }

    [Fact]
    public async Task Rows_of_a_file_are_corrected_as_rows()
    {
        await using var desk = await TestDesk.OpenAsync();
        await desk.ImportAsync("external_id,placed_at,currency,sku,quantity,unit_price,total\nF-1,2026-03-01 10:00:00,GBP,MUG,two,10.00,20.00\n", ImportMode.Live);
        var agent = desk.Agent();
        var item = await ItemAsync(desk, agent);
        Assert.Equal("generic", item.Profile);

        var taken = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(
            agent, new CorrectAndReplay.Command(item.Id, item.Payload.Replace("two", "2", StringComparison.Ordinal), item.Version), Ct));

        Assert.True(taken.IsOk, taken.Error?.Code);
        Assert.Equal(2000, (await desk.Db().Orders.SingleAsync(Ct)).TotalMinor);
    }

    [Fact]
    public async Task An_item_is_owned_and_put_away_with_a_reason_only()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        await shop.SendTextAsync("nonsense");
        var agent = desk.Agent("Rina");
        var item = await ItemAsync(desk, agent);

        Assert.True((await desk.UseAsync((OwnInboxItem own) => own.RunAsync(agent, new OwnInboxItem.Command(item.Id, item.Version), Ct))).IsOk);
        Assert.Equal("shared.changed-meanwhile", (await DiscardAsync("late", item.Version)).Error?.Code);
        var owned = await ItemAsync(desk, agent);
        Assert.Equal("Rina", owned.OwnerName);
        Assert.Equal("intake.discard-reason-required", (await DiscardAsync(" ", owned.Version)).Error?.Code);
        Assert.True((await DiscardAsync("sent by mistake", owned.Version)).IsOk);
        Assert.Equal("sent by mistake", (await ItemAsync(desk, agent, InboxState.Discarded)).DiscardReason);

        Task<Result> DiscardAsync(string reason, int version) =>
            desk.UseAsync((DiscardInboxItem discard) => discard.RunAsync(agent, new DiscardInboxItem.Command(item.Id, reason, version), Ct));
    }

    [Fact]
    public async Task Who_did_what_with_an_item_stands_in_the_audit_trail()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var order = JsonSerializer.Serialize(shop.Order());
        await shop.SendTextAsync(order.Replace("\"GBP\"", "\"POUND\"", StringComparison.Ordinal));
        var agent = desk.Agent("Rina");
        var item = await ItemAsync(desk, agent);

        await desk.UseAsync((OwnInboxItem own) => own.RunAsync(agent, new OwnInboxItem.Command(item.Id, item.Version), Ct));
        var owned = await ItemAsync(desk, agent);
        await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(agent, new CorrectAndReplay.Command(item.Id, order, owned.Version), Ct));

        await using var db = desk.Db();
        Assert.Equal(
            ["inbox.opened", "inbox.changed", "inbox.opened", "inbox.changed"],
            await db.AuditEntries.Where(entry => entry.SubjectKind == "inbox").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task Two_people_correct_the_same_item_and_one_order_comes_of_it()
    {
        await using var desk = await TestDesk.OpenAsync();
        var shop = await Shop.OpenAsync(desk);
        var order = JsonSerializer.Serialize(shop.Order());
        await shop.SendTextAsync(order.Replace("\"GBP\"", "\"POUND\"", StringComparison.Ordinal));
        var item = await ItemAsync(desk, desk.Agent());

        var first = await ReplayAsync();
        var second = await ReplayAsync();

        Assert.True(first.IsOk, first.Error?.Code);
        Assert.Equal("shared.changed-meanwhile", second.Error?.Code);
        Assert.Equal(1, await desk.Db().Orders.CountAsync(Ct));

        Task<Result<OrderAnswer>> ReplayAsync() =>
            desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(desk.Agent(), new CorrectAndReplay.Command(item.Id, order, item.Version), Ct));
    }

    [Theory, EveryDatabase]
    public async Task The_list_turns_its_pages_both_ways(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        for (var n = 1; n <= 5; n++)
        {
            await shop.SendTextAsync($$"""{"externalId":"X-{{n}}"}""");
        }

        var agent = desk.Agent();
        var first = (await ListAsync(desk, agent, new Paging(2))).Rows;
        var page = await ListAsync(desk, agent, new Paging(2));
        var second = await ListAsync(desk, agent, new Paging(2, page.Next));
        var third = await ListAsync(desk, agent, new Paging(2, second.Next));
        var back = await ListAsync(desk, agent, new Paging(2, third.Previous, Back: true));

        Assert.Equal(["X-5", "X-4"], first.Select(r => r.ExternalId));
        Assert.Equal(["X-3", "X-2"], second.Rows.Select(r => r.ExternalId));
        Assert.Equal(["X-1"], third.Rows.Select(r => r.ExternalId));
        Assert.Null(third.Next);
        Assert.Equal(["X-3", "X-2"], back.Rows.Select(r => r.ExternalId));
    }

    private static async Task<InboxDetails.Answer> ItemAsync(TestDesk desk, Actor actor, InboxState state = InboxState.Open)
    {
        var row = Assert.Single((await ListAsync(desk, actor, new Paging(), state)).Rows);
        var item = await desk.UseAsync((InboxDetails details) => details.ReadAsync(actor, row.Id, again: false, Ct));
        Assert.True(item.IsOk, item.Error?.Code);
        return item.Value;
    }

    private static async Task<Page<InboxList.Row>> ListAsync(TestDesk desk, Actor actor, Paging paging, InboxState state = InboxState.Open)
    {
        var page = await desk.UseAsync((InboxList list) => list.ReadAsync(actor, new InboxList.Filter(state), paging, Ct));
        Assert.True(page.IsOk, page.Error?.Code);
        return page.Value;
    }
}
