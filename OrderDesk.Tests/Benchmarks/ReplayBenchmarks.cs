using System.Diagnostics;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;

namespace OrderDesk.Tests.Benchmarks;

/// <summary>How fast a draft with 20 checks and 20 rules is tried on 100,000 past orders. Run by <c>scripts/benchmarks.sh</c> only.</summary>
public sealed class ReplayBenchmarks
{
    private const int Wanted = 100_000;

    private static readonly Actor Operator = Actor.System("bench");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_is_measured()
    {
        await using var desk = await BenchDesk.OpenAsync(text => TestContext.Current.TestOutputHelper?.WriteLine(text), Ct);
        var wanted = Math.Min(Wanted, BenchDesk.Orders);
        var last = desk.One<string>("SELECT received_at FROM orders WHERE origin = 3 ORDER BY received_at DESC LIMIT 1");
        var first = desk.One<string>("SELECT received_at FROM orders WHERE origin = 3 ORDER BY received_at DESC LIMIT 1 OFFSET @n", ("@n", wanted - 1));
        var (from, to) = (DateOnly.Parse(first[..10], System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last[..10], System.Globalization.CultureInfo.InvariantCulture));
        var draft = await desk.UseAsync((SaveDraft save) => save.RunAsync(Operator, new SaveDraft.Command(null, 0, Policy(), null), Ct));
        Assert.Empty(draft.Mistakes);
        await TryAsync(desk, draft.Id, to, to);

        var floor = Stopwatch.StartNew();
        var rows = desk.Read("SELECT * FROM orders WHERE received_at >= @from AND received_at < @to ORDER BY received_at, id", ("@from", $"{from:yyyy-MM-dd}"), ("@to", $"{to.AddDays(1):yyyy-MM-dd}"));
        desk.Read("SELECT l.* FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id WHERE o.received_at >= @from AND o.received_at < @to", ("@from", $"{from:yyyy-MM-dd}"), ("@to", $"{to.AddDays(1):yyyy-MM-dd}"));
        floor.Stop();
        var ours = Stopwatch.StartNew();
        var result = await TryAsync(desk, draft.Id, from, to);
        ours.Stop();

        Assert.Equal((ReplayState.Done, rows), (result.State, (int)result.Done));
        var (low, own) = (rows / floor.Elapsed.TotalSeconds, rows / ours.Elapsed.TotalSeconds);
        var measure = new Measure();
        measure.Note(
            FormattableString.Invariant($"replay of {rows:N0} orders, all checks in force against 20 checks and 20 rules, orders/s"), FormattableString.Invariant($"{low:N0} (orders and lines read raw)"),
            FormattableString.Invariant($"{own:N0} ({low / own:0.0} × the floor's time; {result.Figures.Before.Flagged} → {result.Figures.After.Flagged} held)"), "≥ 5,000", own >= 5_000);
        await File.WriteAllTextAsync(Path.Combine(BenchDesk.Folder, "replay.md"), measure.Table, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(measure.Table);
        Console.WriteLine(measure.Table);
    }

    private static async Task<ReplaySheet.Row> TryAsync(BenchDesk desk, PolicyVersionId draft, DateOnly from, DateOnly to)
    {
        var asked = await desk.UseAsync((AskForReplay ask) => ask.RunAsync(Operator, new AskForReplay.Command(draft, from, to), Ct));
        await desk.UseAsync((RunReplay replay) => replay.RunAsync(Operator, new RunReplay.Command(asked), Ct));
        return (await desk.UseAsync((ReplaySheet sheet) => sheet.ReadAsync(Operator, draft, Ct)))!;
    }

    /// <summary>The first 20 checks that need no stock, the dearest among them, and 20 rules of two or three questions each.</summary>
    private static VerificationPolicy Policy() => new()
    {
        Checks = AllChecks.List.Where(check => check.Group is not CheckGroup.Stock).Skip(20).ToDictionary(check => check.Code, _ => new CheckSetting { Mode = CheckMode.Off }),
        Rules =
        [
            .. Enumerable.Range(1, 20).Select(n => new CustomRule
            {
                Code = FormattableString.Invariant($"rule-{n}"),
                Name = FormattableString.Invariant($"Rule {n}"),
                When = RuleGroup.All(
                    new RuleLeaf("order.total", RuleOperator.AtLeast, [FormattableString.Invariant($"{n * 90}")], "GBP"),
                    (n % 4) switch
                    {
                        0 => new RuleLeaf("customer.earlier-orders", RuleOperator.AtMost, [FormattableString.Invariant($"{n}")]),
                        1 => new RuleLeaf("address.country", RuleOperator.OneOf, ["FR", "DE", "GB", "US"]),
                        2 => new RuleLeaf("line.sku", RuleOperator.Contains, [FormattableString.Invariant($"-{n}")]),
                        _ => new RuleLeaf("customer.phone-country", RuleOperator.IsNot, ["GB"]),
                    },
                    new RuleLeaf("order.placed-hour", RuleOperator.Between, ["0", FormattableString.Invariant($"{n}")])),
                Then = new RuleActions { Hold = n % 2 == 0 ? HoldType.Customer : null, Tag = FormattableString.Invariant($"tag-{n}") },
            }),
        ],
    };
}
