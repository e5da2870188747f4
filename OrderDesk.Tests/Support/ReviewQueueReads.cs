using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>A page of cases together with how many there are, as the review desk shows them.</summary>
internal static class ReviewQueueReads
{
    /// <summary>Reads one page and counts.</summary>
    public static async Task<Result<Answer>> QueueAsync(this TestDesk desk, Actor actor, ReviewView view, Paging paging, CancellationToken ct, ReviewFilter? filter = null)
    {
        var page = await desk.UseAsync((ReviewQueue queue) => queue.ReadAsync(actor, view, paging, ct, filter));
        var tally = await desk.UseAsync((ReviewTally count) => count.ReadAsync(actor, filter?.Queue, ct));
        Assert.Equal(page.Error, tally.Error);
        return page.IsOk ? new Answer(page.Value, tally.Value!.Counts, tally.Value.Queues, tally.Value.All) : page.Error;
    }

    /// <summary>What the review desk shows.</summary>
    public sealed record Answer(Page<ReviewQueue.Row> Page, ReviewQueue.Counts Counts, IReadOnlyList<ReviewQueue.Routed> Queues, ReviewQueue.Counts All);
}
