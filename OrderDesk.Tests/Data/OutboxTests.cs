using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>What the outside world must hear is heard at least once, and one bad message does not stop the others.</summary>
public class OutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_message_is_delivered_with_its_id_and_marked(Database database)
    {
        var (desk, post) = await OpenAsync(database);
        await using var _ = desk;
        await TellAsync(desk, "hello");

        var outcome = await PumpAsync(desk);

        var message = await OneAsync(desk);
        Assert.Equal(("jobs.outbox.sent", "1", "0"), (outcome?.Code, outcome?.Args[0], outcome?.Args[1]));
        Assert.Equal((message.Id, "hello"), Assert.Single(post.Delivered));
        Assert.NotNull(message.SentAt);
        Assert.Null(message.NextTryAt);
        Assert.Null(await PumpAsync(desk));
        Assert.Single(post.Delivered);
    }

    [Theory, EveryDatabase]
    public async Task A_failed_delivery_comes_again_later_and_later_and_is_set_aside_after_a_day_while_others_flow(Database database)
    {
        var (desk, post) = await OpenAsync(database);
        await using var _ = desk;
        await TellAsync(desk, "poison");
        var waits = new List<TimeSpan>();
        for (var tries = 0; tries < 60 && (await OneAsync(desk)).NextTryAt is { } next; tries++)
        {
            waits.Add(next - desk.Now);
            desk.Clock.Advance(next - desk.Now + TimeSpan.FromSeconds(1));
            await PumpAsync(desk);
        }

        await TellAsync(desk, "good");
        await PumpAsync(desk);

        var poison = await OneAsync(desk, "poison");
        Assert.NotNull(poison.SetAsideAt);
        Assert.Equal("outbox.threw", OutboxNote.Read(poison.Error)?.Code);
        Assert.InRange(waits[1], TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(13));
        Assert.True(waits.Max() <= OutboxPatience.Longest * 1.21);
        Assert.True(desk.Now - poison.CreatedAt >= OutboxPatience.GiveUpAfter);
        Assert.Equal("good", Assert.Single(post.Delivered).Text);
    }

    [Theory, EveryDatabase]
    public async Task A_message_that_can_never_arrive_is_set_aside_at_once(Database database)
    {
        var (desk, _) = await OpenAsync(database);
        await using var _1 = desk;
        await TellAsync(desk, "unreadable");
        await desk.WriteAsync(write => write.Tell(new NobodyListens(7)));

        await PumpAsync(desk);

        await using var db = desk.Db();
        var notes = await db.Outbox.Where(message => message.SetAsideAt != null).Select(message => message.Error).ToListAsync(Ct);
        Assert.Equal(["outbox.no-handler", "test.unreadable"], notes.Select(note => OutboxNote.Read(note)!.Code).Order());
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_that_pump_at_once_deliver_each_message_once(Database database)
    {
        var (desk, post) = await OpenAsync(database);
        await using var _ = desk;
        for (var i = 0; i < 40; i++)
        {
            await TellAsync(desk, $"m{i}");
        }

        var run = await desk.HoldJobAsync("outbox");
        await Task.WhenAll(desk.UseAsync((OutboxPump pump) => pump.WorkAsync(run, Ct)), desk.UseAsync((OutboxPump pump) => pump.WorkAsync(run, Ct)));

        Assert.Equal(40, post.Delivered.Select(delivered => delivered.Id).Distinct().Count());
        Assert.Equal(40, post.Delivered.Count);
    }

    [Theory, EveryDatabase]
    public async Task A_message_whose_sender_died_is_sent_again_and_the_late_mark_does_not_count(Database database)
    {
        var (desk, post) = await OpenAsync(database);
        await using var _ = desk;
        await TellAsync(desk, "hello");
        var leased = await desk.WriteAsync(write => write.QueryAsync(write.Db.Dialect.LeaseOutbox, row => (Id: row.GetInt64(0), Fence: row.GetInt64(4)), Ct,
            ("now", desk.Now), ("until", desk.Now.AddMinutes(2)), ("take", 10)));
        Assert.Null(await PumpAsync(desk));

        desk.Clock.Advance(TimeSpan.FromMinutes(3));
        await PumpAsync(desk);
        var late = await desk.WriteAsync(write => write.ExecuteAsync(write.Db.Dialect.SetAside, Ct, ("id", leased[0].Id), ("fence", leased[0].Fence), ("now", desk.Now), ("error", "late")));

        Assert.Single(post.Delivered);
        Assert.Equal(0, late);
        Assert.NotNull((await OneAsync(desk)).SentAt);
    }

    private static async Task<(TestDesk Desk, Post Post)> OpenAsync(Database database)
    {
        var post = new Post();
        return (await TestDesk.OpenAsync(database, services => services.AddSingleton(post).AddScoped<IOutboxHandler, PostHandler>()), post);
    }

    private static Task TellAsync(TestDesk desk, string text) => desk.WriteAsync(write => write.Tell(new Letter(text)));

    private static async Task<JobOutcome?> PumpAsync(TestDesk desk)
    {
        var run = await desk.HoldJobAsync("outbox");
        return await desk.UseAsync((OutboxPump pump) => pump.WorkAsync(run, Ct));
    }

    private static async Task<OutboxMessage> OneAsync(TestDesk desk, string text = "")
    {
        await using var db = desk.Db();
        return await db.Outbox.SingleAsync(message => message.Payload.Contains(text), Ct);
    }

    private sealed record Letter(string Text) : IAnnouncement;

    private sealed record NobodyListens(int Number) : IAnnouncement;

    private sealed class Post
    {
        public ConcurrentQueue<(OutboxMessageId Id, string Text)> Delivered { get; } = [];
    }

    private sealed class PostHandler(Post post) : OutboxHandler<Letter>
    {
        protected override Task<Result> DeliverAsync(OutboxMessageId id, Letter announcement, CancellationToken ct)
        {
            switch (announcement.Text)
            {
                case "poison":
                    throw new HttpRequestException("400");
                case "unreadable":
                    return Task.FromResult<Result>(Error.Invalid("test.unreadable"));
                default:
                    post.Delivered.Enqueue((id, announcement.Text));
                    return Task.FromResult(Result.Ok);
            }
        }
    }
}
