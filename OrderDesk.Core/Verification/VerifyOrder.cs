using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Checks;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification;

/// <summary>Verifies one order inside a write: gather, ask, remember, judge.</summary>
public sealed class VerifyOrder(GatherFacts gather, CurrentPolicy current, CurrentHolds holds, ILogger<VerifyOrder> log)
{
    /// <summary>Whose name stands beside holds that checks place and resolve.</summary>
    public static readonly Actor Automatic = Actor.System("Verification");

    /// <summary>The code of the refusal to verify an order that is past it.</summary>
    public const string NotOpen = "verification.not-open";

    /// <summary>The checks to ask; tests put others in.</summary>
    internal IReadOnlyList<Check> Checks { get; init; } = AllChecks.List;

    /// <summary>Verifies an order that this write may have made, changed or not loaded yet.</summary>
    public async Task<Result> ByIdAsync(Write write, OrderId id, CancellationToken ct)
    {
        var order = write.Db.Orders.Local.FindEntry(id)?.Entity
            ?? await write.Db.Orders.AsTracking().Include(o => o.Lines.OrderBy(l => l.Number)).Include(o => o.Holds).FirstOrDefaultAsync(o => o.Id == id, ct);
        return order is null ? Error.NotFound("orders.not-found", id.Number) : await LoadedAsync(write, order, ct);
    }

    /// <summary>Verifies an order of this write, loading what it lacks.</summary>
    public async Task<Result> LoadedAsync(Write write, Order order, CancellationToken ct)
    {
        var entry = write.Db.Entry(order);
        if (entry.State is not EntityState.Added)
        {
            await entry.Collection(o => o.Lines).LoadAsync(ct);
            await entry.Collection(o => o.Holds).LoadAsync(ct);
        }

        return await JudgeAsync(write, order, ct);
    }

    private async Task<Result> JudgeAsync(Write write, Order order, CancellationToken ct)
    {
        if (order.Origin is OrderOrigin.History || !OrderLifecycle.IsBeforePicking(order.Status))
        {
            return Error.Conflict("verification.not-open", order.Status);
        }

        var policy = await current.OfAsync(write.Db, ct);
        var facts = await gather.OfAsync(write, order, policy, ct);
        var findings = AuditDraw.Added(JudgeOrder.Ask(Checks, facts, policy, log), order, policy);
        await RememberAsync(write, order, findings, policy, ct);
        var reasons = (await holds.OfAsync(write.Db, ct)).On(findings.Select(f => f.ToHold()).OfType<HoldReason>(), write.Now);
        return order.Judge(reasons, policy.Version, Automatic, write.Now, RuleBook.Of(policy).Marks(findings));
    }

    private static async Task RememberAsync(Write write, Order order, IReadOnlyList<Finding> findings, VerificationPolicy policy, CancellationToken ct)
    {
        var known = write.Db.Entry(order).State is EntityState.Added
            ? write.Db.Verifications.Local.FindEntry(order.Id)?.Entity
            : await write.Db.Verifications.FindAsync([order.Id], ct);
        if (known is null)
        {
            known = new OrderVerification { OrderId = order.Id };
            write.Db.Verifications.Add(known);
        }

        known.Runs++;
        known.At = write.Now;
        known.PolicyVersion = policy.Version;
        known.Worst = findings.Select(f => f.Outcome).DefaultIfEmpty(Outcome.Pass).Max();
        known.Findings = FindingsText.Write(findings);
    }
}
