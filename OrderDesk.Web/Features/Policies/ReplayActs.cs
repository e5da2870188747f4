using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Policies;

/// <summary>What a page reads of the newest replay of a version, and what a person does with it.</summary>
internal sealed class ReplayActs(AskForReplay ask, CancelReplay cancel, ReplaySheet sheet, ReplayChanges changes, ReviewPace pace, CurrentStaff staff, Say say)
{
    /// <summary>The newest replay with the minutes of a decision in its period and a page of the orders that would change.</summary>
    public sealed record View(ReplaySheet.Row? Run, ReviewPace.Answer? Pace, Page<ReplayChanges.Row>? Orders)
    {
        /// <summary>Before anything was read.</summary>
        public static View None { get; } = new(null, null, null);
    }

    /// <summary>Reads it; a page of orders only when it is done, for until then they move.</summary>
    public async Task<View> ReadAsync(PolicyVersionId version, Paging paging, CancellationToken ct)
    {
        var actor = await staff.GetAsync();
        if ((await sheet.ReadAsync(actor, version, ct)).Value is not { } run)
        {
            return View.None;
        }

        var minutes = (await pace.ReadAsync(actor, run.FromAt, run.ToAt, ct)).Value;
        return new View(run, minutes, run.State is ReplayState.Done ? (await changes.ReadAsync(actor, run.Id, null, paging, ct)).Value : null);
    }

    /// <summary>Starts one; whether it was taken.</summary>
    public async Task<bool> StartAsync(PolicyVersionId version, DateOnly? from, DateOnly? to, CancellationToken ct) =>
        say.Outcome((await ask.RunAsync(await staff.GetAsync(), new AskForReplay.Command(version, from, to), ct)).Plain, "said.replay-asked");

    /// <summary>Stops one.</summary>
    public async Task CancelAsync(ReplayRunId id, CancellationToken ct) =>
        say.Outcome(await cancel.RunAsync(await staff.GetAsync(), new CancelReplay.Command(id), ct), "said.replay-cancelled");
}
