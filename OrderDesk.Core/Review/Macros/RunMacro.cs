using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>
/// Does every step of a macro to one order in one write, each by the rules and with the permission it has alone. Where one step is refused nothing is done,
/// and the refusal names the step and why.
/// </summary>
public sealed class RunMacro(Desk desk, BulkActing acting, RoleGrants grants)
{
    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the agent's screen.</param>
    /// <param name="MacroId">The macro.</param>
    /// <param name="MacroVersion">The macro's version on the agent's screen: what somebody has changed since is not done unseen.</param>
    /// <param name="Questions">The words of its questions to the customer, in the order of its steps, templates filled in.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, MacroId MacroId, int MacroVersion, IReadOnlyList<string> Questions, long? Fence = null);

    /// <summary>What came of it.</summary>
    /// <param name="NeedsSecond">Whether its yes was the first of two.</param>
    /// <param name="Left">Whether the case has left the agent's desk.</param>
    /// <param name="CanUndo">Whether it holds a decision that can be taken back.</param>
    public sealed record Answer(bool NeedsSecond, bool Left, bool CanUndo);

    /// <summary>Runs it.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        return await desk.WriteAsync<Answer>(actor, async write =>
        {
            var macro = await write.Db.Macros.SingleOrDefaultAsync(m => m.Id == command.MacroId, ct);
            if (macro is null || !macro.IsFor(actor))
            {
                return Error.NotFound("review.macro-gone");
            }

            if (macro.Version != command.MacroVersion)
            {
                return Error.Conflict("review.macro-changed", macro.Name);
            }

            var steps = MacroSteps.Read(macro.Steps);
            if (Forbidden(steps, actor, write.Now) is { } forbidden)
            {
                return forbidden;
            }

            var opened = await OpenAsync(write, steps, command, ct);
            if (!opened.IsOk)
            {
                return opened.Error;
            }

            write.PartOf = FormattableString.Invariant($"{macro.Kind} {macro.Key}");
            opened.Value.Order.LogReview("review.by-macro", actor, write.Now, new { macro = macro.Name, steps = steps.Count });
            return await StepsAsync(write, steps, opened.Value, command, ct);
        }, ct);
    }

    private static Error? Forbidden(IReadOnlyList<MacroStep> steps, Actor actor, DateTime now)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at].WhyNot(actor, now) is { } no)
            {
                return MacroSteps.Refused("review.macro-step", at, steps[at], no);
            }
        }

        return null;
    }

    /// <summary>Notes and tags never conflict; whatever decides is done to the order as it was seen, under the claim.</summary>
    private static async Task<Result<ReviewBook.Opened>> OpenAsync(Write write, IReadOnlyList<MacroStep> steps, Command command, CancellationToken ct)
    {
        if (steps.Any(step => step.IsDecision))
        {
            return steps.Any(step => step.NeedsCase)
                ? await ReviewBook.OpenCaseAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct)
                : await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
        }

        var order = await write.Db.Orders.SingleOrDefaultAsync(o => o.Id == command.OrderId, ct);
        return order is null ? Error.NotFound("orders.not-found", command.OrderId.Number) : new ReviewBook.Opened(order, null);
    }

    private async Task<Result<Answer>> StepsAsync(Write write, IReadOnlyList<MacroStep> steps, ReviewBook.Opened opened, Command command, CancellationToken ct)
    {
        var questions = new Queue<string>(command.Questions);
        var (needsSecond, canUndo) = (false, false);
        for (var at = 0; at < steps.Count; at++)
        {
            var said = await StepAsync(write, steps[at], opened, questions, ct);
            if (!said.IsOk)
            {
                var why = steps[at].IsDecision ? await ReviewBook.WhyAsync(write, command.OrderId, command.SeenVersion, said.Error, ct) : said.Error;
                return MacroSteps.Refused("review.macro-step", at, steps[at], why);
            }

            said.Value.Keep(write.Db);
            (needsSecond, canUndo) = (needsSecond || said.Value.NeedsSecond, canUndo || said.Value.Decision is not null);
        }

        if (await write.SettleAsync(ct) is { IsOk: false } unsettled)
        {
            return unsettled.Error;
        }

        var left = needsSecond || steps.Any(step => step.Kind is MacroStepKind.Ask or MacroStepKind.Snooze or MacroStepKind.Escalate or MacroStepKind.Reject)
            || (steps.Any(step => step.Kind is MacroStepKind.Approve) && (opened.Order.OpenHolds & ~HoldType.Stock) is HoldType.None);
        return new Answer(needsSecond, left, canUndo);
    }

    private async Task<Result<Said>> StepAsync(Write write, MacroStep step, ReviewBook.Opened opened, Queue<string> questions, CancellationToken ct)
    {
        var by = await acting.DeciderAsync(write.Db, null, write.Actor, write.Now, write.NewId<ReviewDecisionId>, ct);
        if (step.Kind is MacroStepKind.Note)
        {
            var named = await Mentions.FindAsync(write.Db, grants, step.Text, ct);
            return !named.IsOk ? named.Error : Plain(opened.Order.AddNote(step.Text, write.Actor, write.Now, named.Value));
        }

        return step.Action(write.Now) is { } action
            ? await acting.ActAsync(write.Db, action, opened, by, ct)
            : Plain(opened.Order.AskCustomer(questions.TryDequeue(out var question) ? question : null, step.Way.ToString(), write.Now + TimeSpan.FromHours(step.Hours!.Value), write.Actor, write.Now));
    }

    private static Result<Said> Plain(Result result) => result.Error is { } error ? error : new Said();
}
