using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Intake;

/// <summary>How much the intake inbox keeps: all that the interface lets in, and of each channel as much as of any other.</summary>
public class InboxRoomTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task The_largest_body_is_kept_whole_and_can_be_corrected(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var shop = await Shop.OpenAsync(desk);
        var order = shop.Order();
        var right = JsonSerializer.Serialize(order);
        right += new string(' ', OrderReader.MaxBytes - right.Length - 4);
        var wrong = right.Replace("\"GBP\"", "\"POUND\"", StringComparison.Ordinal);
        await shop.SendTextAsync(wrong);

        var item = await desk.Db().InboxItems.SingleAsync(Ct);
        Assert.Equal(wrong.Length, item.Payload.Length);
        var taken = await desk.UseAsync((CorrectAndReplay replay) => replay.RunAsync(desk.Agent(), new CorrectAndReplay.Command(item.Id, right, item.Version), Ct));

        Assert.True(taken.IsOk, taken.Error?.Code);
        Assert.Equal(right.Length, (await desk.Db().InboxItems.SingleAsync(Ct)).Payload.Length);
    }

    [Theory, EveryDatabase]
    public async Task A_channel_that_sends_nothing_but_nonsense_takes_no_room_from_the_others(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var noisy = await Shop.OpenAsync(desk, "noisy");
        var quiet = await Shop.OpenAsync(desk, "retail");
        await desk.WriteAsync(write =>
        {
            for (var n = 0; n < TakeOrder.MostOpenItems; n++)
            {
                write.Db.InboxItems.Add(InboxItem.Keep(write.NewId<InboxItemId>(), noisy.Channel, InboxSource.Api, null, "nonsense", $"{n}", "[]", write.Now));
            }
        });

        await noisy.SendTextAsync("more of it");
        await quiet.SendTextAsync("less of it");
        await desk.ImportAsync("external_id,placed_at,currency,sku,quantity,unit_price,total\nF-1,2026-03-01,GBP,MUG,two,1,2\n", ImportMode.Live);

        await using var db = desk.Db();
        Assert.Equal(TakeOrder.MostOpenItems, await db.InboxItems.CountAsync(i => i.ChannelId == noisy.Channel, Ct));
        Assert.Equal(2, await db.InboxItems.CountAsync(i => i.ChannelId == quiet.Channel, Ct));
    }

    [Fact]
    public async Task What_is_kept_is_counted_along_an_index()
    {
        var log = new SqlLog();
        await using var desk = await TestDesk.OpenAsync(more: services => services.AddSingleton<IInterceptor>(log));
        var shop = await Shop.OpenAsync(desk);
        var before = log.Statements.Count;

        await shop.SendTextAsync("nonsense");

        var count = Assert.Single(log.Statements.Skip(before), sql => sql.Contains("COUNT(*)", StringComparison.Ordinal) && sql.Contains("inbox_items", StringComparison.Ordinal));
        Assert.Contains(await QueryPlan.OfAsync(desk.Storage, count, Ct), step => step.Contains("USING COVERING INDEX", StringComparison.Ordinal) && step.Contains("channel_id=? AND state=?", StringComparison.Ordinal));
    }
}
