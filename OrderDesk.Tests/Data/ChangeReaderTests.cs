using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Jobs;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>Open screens hear of what other processes have committed.</summary>
public class ChangeReaderTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_change_of_another_process_is_heard_within_two_seconds(Database database)
    {
        await using var here = await TestDesk.OpenAsync(database);
        await using var there = here.AnotherNode();
        using var stop = new CancellationTokenSource();
        var heard = new TaskCompletionSource<Moved>();
        using var listening = here.Services.GetRequiredService<ChangeFeed>().Listen(moved =>
        {
            heard.TrySetResult(moved);
            return Task.CompletedTask;
        });
        var reader = here.Services.GetRequiredService<ChangeReader>();
        await reader.ReadAsync(Ct);
        var following = reader.FollowAsync(stop.Token);

        await there.WriteAsync(write => write.Changed("order", 42));

        var moved = await heard.Task.WaitAsync(Promised, Ct);
        Assert.True(moved.Has("order", 42));
        await stop.CancelAsync();
        await following;
    }

    [Theory, EveryDatabase]
    public async Task A_process_does_not_hear_its_own_changes_twice(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        var heard = new List<Moved>();
        var other = new TaskCompletionSource();
        using var listening = desk.Services.GetRequiredService<ChangeFeed>().Listen(moved =>
        {
            lock (heard)
            {
                heard.Add(moved);
            }

            if (moved.Any("last"))
            {
                other.TrySetResult();
            }

            return Task.CompletedTask;
        });
        var reader = desk.Services.GetRequiredService<ChangeReader>();
        await reader.ReadAsync(Ct);

        await desk.WriteAsync(write => write.Changed("order", 42));
        await using (var there = desk.AnotherNode())
        {
            await there.WriteAsync(write => write.Changed("last", 1));
        }

        await reader.ReadAsync(Ct);
        await other.Task.WaitAsync(Promised, Ct);
        lock (heard)
        {
            Assert.Single(heard, moved => moved.Has("order", 42));
        }
    }

    [Fact]
    public async Task A_lower_number_that_commits_later_is_still_heard()
    {
        await using var here = await TestDesk.OpenAsync(Database.PostgreSql);
        await using var there = here.AnotherNode();
        var heard = new TaskCompletionSource();
        using var listening = here.Services.GetRequiredService<ChangeFeed>().Listen(moved =>
        {
            if (moved.Has("slow", 1))
            {
                heard.TrySetResult();
            }

            return Task.CompletedTask;
        });
        var reader = here.Services.GetRequiredService<ChangeReader>();
        await reader.ReadAsync(Ct);

        await using var db = there.Db();
        await using (var slow = await db.Database.BeginTransactionAsync(Ct))
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO changes (kind, entity_id, node, at) VALUES ('slow', 1, 0, {there.Now})", Ct);
            await there.WriteAsync(write => write.Changed("quick", 1));
            await reader.ReadAsync(Ct);
            await slow.CommitAsync(Ct);
        }

        await reader.ReadAsync(Ct);
        await heard.Task.WaitAsync(Promised, Ct);
    }

    [Theory, EveryDatabase]
    public async Task Old_changes_are_forgotten_and_new_ones_kept(Database database)
    {
        await using var desk = await TestDesk.OpenAsync(database);
        await desk.WriteAsync(write => write.Changed("old", 1));
        desk.Clock.Advance(TrimRows.KeepChanges + TimeSpan.FromMinutes(1));
        await desk.WriteAsync(write => write.Changed("new", 1));

        var run = await desk.HoldJobAsync("trim");
        await desk.UseAsync((TrimRows trim) => trim.WorkAsync(run, Ct));

        await using var db = desk.Db();
        Assert.DoesNotContain("old", await db.Changes.Select(change => change.Kind).ToListAsync(Ct));
        Assert.Contains("new", await db.Changes.Select(change => change.Kind).ToListAsync(Ct));
    }
}
