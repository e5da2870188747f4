using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Core.Verification.Replay;

/// <summary>How tests try policies on past orders: through the same doors as everybody.</summary>
internal static class ReplayDesk
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<Result<ReplayRunId>> AskReplayAsync(this TestDesk desk, PolicyVersionId version, DateOnly? from = null, DateOnly? to = null, Actor? actor = null) =>
        desk.UseAsync((AskForReplay ask) => ask.RunAsync(actor ?? desk.Manager(), new AskForReplay.Command(version, from, to), Ct));

    public static async Task<SaveDraft.Answer> DraftedAsync(this TestDesk desk, VerificationPolicy policy)
    {
        var draft = await desk.DraftAsync(policy);
        Assert.True(draft.IsOk, draft.Error?.Code);
        return draft.Value;
    }

    /// <summary>Tries a draft on everything that came in and answers the result.</summary>
    public static async Task<ReplaySheet.Row> ReplayedAsync(this TestDesk desk, PolicyVersionId version, DateOnly? from = null)
    {
        var asked = await desk.AskReplayAsync(version, from);
        Assert.True(asked.IsOk, asked.Error?.Code);
        Assert.Equal("jobs.replays.done", (await desk.RoundAsync("replays"))?.Code);
        return await desk.ReplayAsync(version);
    }

    public static async Task<ReplaySheet.Row> ReplayAsync(this TestDesk desk, PolicyVersionId version) =>
        (await desk.UseAsync((ReplaySheet sheet) => sheet.ReadAsync(desk.Manager(), version, Ct))).Value!;

    public static async Task<IReadOnlyList<ReplayChanges.Row>> ChangedAsync(this TestDesk desk, ReplayRunId run, ReplayDifference? only = null)
    {
        var page = await desk.UseAsync((ReplayChanges changes) => changes.ReadAsync(desk.Manager(), run, only, new Paging(200), Ct));
        Assert.True(page.IsOk, page.Error?.Code);
        return page.Value.Rows;
    }

    /// <summary>The numbers of the orders that a version of the policy holds now, by what stands in the database; the lack of stock aside.</summary>
    public static async Task<IReadOnlyList<long>> HeldAsync(this TestDesk desk)
    {
        await using var db = desk.Db();
        return [.. (await db.Orders.Where(o => ((int)o.OpenHolds & ~8) != 0).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync(Ct)).Select(id => id.Value)];
    }
}
