using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>How fast the review desk serves and shows cases at a million orders. Run by <c>scripts/benchmarks.sh</c> only.</summary>
public sealed class ReviewDeskBenchmarks
{
    private const int Turns = 200, Warm = 300, Looked = 100;

    private readonly Measure _measure = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Now => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_review_desk_is_measured()
    {
        await using var desk = await BenchDesk.OpenAsync(text => TestContext.Current.TestOutputHelper?.WriteLine(text), Ct);
        var (me, skilled, mate) = (await desk.HireAsync(), await desk.HireAsync(), await desk.HireAsync());
        await desk.UseAsync((SetSkills set) => set.RunAsync(Actor.System("bench"), new SetSkills.Command(skilled.Id, null, new SkillSet(["en", "de"], [], 50_000)), Ct));
        await BusyAsync(desk, mate);
        var open = desk.One<long>("SELECT COUNT(*) FROM review_cases WHERE state = 1");
        await ServeAsync(desk, me, $"serve the next of {open:N0} cases and claim it");
        await ServeAsync(desk, skilled, "the same for somebody with skills");
        await ListAsync(desk, me);
        await CaseAsync(desk, me);
        await File.WriteAllTextAsync(Path.Combine(BenchDesk.Folder, "review.md"), _measure.Table, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(_measure.Table);
    }

    /// <summary>A colleague has claimed the first fifty, so that both ways have to walk past them.</summary>
    private static async Task BusyAsync(BenchDesk desk, Actor mate)
    {
        foreach (var id in Ids(desk, "SELECT order_id FROM review_cases WHERE state = 1 ORDER BY decide_by, worth_minor DESC, order_id LIMIT @n", 50))
        {
            await desk.UseAsync((ClaimCase claim) => claim.RunAsync(mate, new ClaimCase.Command(new OrderId(id)), Ct));
        }
    }

    private async Task ServeAsync(BenchDesk desk, Actor me, string what)
    {
        OrderId? ours = null;
        var floor = 0L;
        await _measure.RunAsync(what, Turns, 4, _ => Task.FromResult(floor = Serve(desk, floor)), async _ =>
        {
            var served = await desk.UseAsync((ServeNext serve) => serve.RunAsync(me, new ServeNext.Command(ours), Ct));
            ours = served!.OrderId;
        }, Warm);
    }

    private static long Serve(BenchDesk desk, long but)
    {
        const long Somebody = 7;
        using var transaction = desk.Raw.BeginTransaction(deferred: false);
        using var find = desk.Command(
            """
            SELECT r.order_id, o.version FROM review_cases AS r JOIN orders AS o ON o.id = r.order_id
            WHERE r.state = 1 AND (r.claimed_by IS NULL OR r.claimed_by = @me OR r.claimed_until <= @now) AND (o.waiting_until IS NULL OR o.waiting_until <= @now)
                AND (r.snoozed_until IS NULL OR r.snoozed_until <= @now) AND r.escalated_at IS NULL AND (r.first_yes_by IS NULL OR r.first_yes_by <> @me) AND r.order_id <> @but
            ORDER BY r.decide_by, r.worth_minor DESC, r.order_id LIMIT 1
            """, ("@me", Somebody), ("@now", Now), ("@but", but));
        find.Transaction = transaction;
        var id = (long)find.ExecuteScalar()!;
        using var claim = desk.Command(
            """
            UPDATE review_cases SET claimed_by = @me, claimed_by_name = 'Somebody', claimed_at = @now, claimed_until = @now, fence = fence + 1, version = version + 1 WHERE order_id = @id AND state = 1;
            INSERT INTO changes (kind, entity_id, node, at) VALUES ('case', @id, 1, @now);
            """, ("@me", Somebody), ("@now", Now), ("@id", id));
        claim.Transaction = transaction;
        claim.ExecuteNonQuery();
        transaction.Commit();
        return id;
    }

    private async Task ListAsync(BenchDesk desk, Actor me)
    {
        const string Rows =
            """
            SELECT r.*, o.external_id, o.channel_id, o.customer_name, o.total_minor, o.currency, o.payment, o.open_holds, o.waiting_until, o.version
            FROM review_cases AS r JOIN orders AS o ON o.id = r.order_id WHERE r.state = 1 ORDER BY r.decide_by, r.worth_minor DESC, r.order_id LIMIT 51
            """;
        await _measure.RunAsync("page of the queue with its counts", Looked, 3, _ => Task.FromResult(desk.Read(Rows) + desk.Read(Counts, ("@me", me.Id.Value), ("@now", Now))),
            async _ =>
            {
                await desk.UseAsync((ReviewQueue queue) => queue.ReadAsync(me, ReviewView.All, new Paging(50), Ct));
                await desk.UseAsync((ReviewTally count) => count.ReadAsync(me, null, Ct));
            });
    }

    private const string Counts =
        """
        SELECT o.review_queue, COUNT(*), SUM(r.claimed_by = @me), SUM(o.waiting_until > @now OR r.snoozed_until > @now), SUM(r.missed_at IS NOT NULL OR r.decide_by < @now), SUM(r.escalated_at IS NOT NULL)
        FROM review_cases AS r JOIN orders AS o ON o.id = r.order_id WHERE r.state = 1 GROUP BY o.review_queue
        """;

    private async Task CaseAsync(BenchDesk desk, Actor me)
    {
        var ids = Ids(desk, "SELECT order_id FROM review_cases WHERE state = 1 ORDER BY order_id LIMIT @n", Turns + Warm);
        // Whoever reads a case first brings it from the disk; that is neither the floor's nor ours.
        foreach (var id in ids)
        {
            RawCase.Read(desk, id);
        }

        await _measure.RunAsync("a case with its history", Turns, 3, turn => Task.FromResult(RawCase.Read(desk, ids[turn])), async turn =>
        {
            var id = new OrderId(ids[turn]);
            Assert.NotNull(await desk.UseAsync((OrderSheet sheet) => sheet.ReadAsync(me, id, Ct)));
            await desk.UseAsync((OrderTimeline timeline) => timeline.ReadAsync(me, id, null, Ct));
            await desk.UseAsync((OrderFindings findings) => findings.ReadAsync(me, id, Ct));
            await desk.UseAsync((MacroList macros) => macros.ReadAsync(me, Ct));
            await desk.UseAsync((CaseSkills skills) => skills.ReadAsync(me, id, Ct));
        }, Warm);
    }

    private static List<long> Ids(BenchDesk desk, string sql, int most)
    {
        using var command = desk.Command(sql, ("@n", most));
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
