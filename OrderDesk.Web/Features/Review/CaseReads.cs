using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Skills;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The use cases of one open order, for the two pages that show one: the page of the order and the review desk.</summary>
internal sealed class CaseReads(OrderSheet sheet, OrderFindings findings, OrderTimeline timeline, KeepDraft drafts, Colleagues colleagues, CaseMacros macros, CaseSkills skills, ClaimCase claim, LetGoOfCase letGo, CurrentStaff staff)
{
    /// <summary>How often a claim is renewed at most while the person is active.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(1);

    /// <summary>Opens an order as this person sees it, with the draft they left; a person who decides takes an open case that nobody holds.</summary>
    /// <param name="id">The order.</param>
    /// <param name="claimed">Whether they were served it a moment ago and hold it already.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<CaseScreen>> OpenAsync(OrderId id, bool claimed, CancellationToken ct)
    {
        var me = await staff.GetAsync();
        if (!claimed && me.Can(ReviewPermissions.Decide))
        {
            // Whoever has it already, or a case that is closed, is shown by the sheet itself.
            await claim.RunAsync(me, new ClaimCase.Command(id), ct);
        }

        var screen = await ReadAsync(me, id, ct);
        return screen.IsOk && screen.Value.CanNote
            ? screen.Value with { Draft = (await drafts.ReadAsync(me, KeepDraft.OrderNote, id.Value, ct)).Value ?? "", Colleagues = (await colleagues.ReadAsync(me, ct)).Value ?? [] }
            : screen;
    }

    /// <summary>Reads the order again.</summary>
    public async Task<Result<CaseScreen>> AgainAsync(OrderId id, CancellationToken ct) => await ReadAsync(await staff.GetAsync(), id, ct);

    /// <summary>The person is active: the claim slides on.</summary>
    public async Task RenewAsync(CaseScreen screen, CancellationToken ct)
    {
        if (screen is { Mine: true, IsOpen: true, Left: false })
        {
            await claim.RunAsync(await staff.GetAsync(), new ClaimCase.Command(screen.Sheet.Id, Renews: true), ct);
        }
    }

    /// <summary>The person leaves: nobody needs to wait for the claim to lapse.</summary>
    public async Task LeaveAsync(CaseScreen screen, CancellationToken ct)
    {
        if (screen.Fence is { } fence)
        {
            await letGo.RunAsync(screen.Me, new LetGoOfCase.Command(screen.Sheet.Id, fence), ct);
        }
    }

    private async Task<Result<CaseScreen>> ReadAsync(Actor me, OrderId id, CancellationToken ct)
    {
        var read = await sheet.ReadAsync(me, id, ct);
        if (!read.IsOk)
        {
            return read.Error;
        }

        var events = await timeline.ReadAsync(me, id, null, ct);
        var judged = await findings.ReadAsync(me, id, ct);
        return new CaseScreen(read.Value, judged.Value, events.Value?.Rows ?? [], events.Value?.More ?? false, me) { Macros = await macros.ReadAsync(me, ct), Gap = me.Can(ReviewPermissions.Read) ? (await skills.ReadAsync(me, id, ct)).Value : null };
    }
}
