using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The macros of the person in front of the page, and the way to run one on the order it shows.</summary>
internal sealed class CaseMacros(MacroList list, RunMacro run, MessageTemplates templates, CaseMessages messages, DeskClock clock, CurrentStaff staff)
{
    /// <summary>What this person can run.</summary>
    public async Task<IReadOnlyList<MacroList.Row>> ReadAsync(Actor me, CancellationToken ct) =>
        me.Can(ReviewPermissions.Decide) ? (await list.ReadAsync(me, ct)).Value ?? [] : [];

    /// <summary>Runs one as it stands on the screen; what it asks the customer is filled in with what is known of the order.</summary>
    public async Task<Result<RunMacro.Answer>> RunAsync(CaseScreen screen, MacroList.Row macro, CancellationToken ct)
    {
        var me = await staff.GetAsync();
        var asks = macro.Steps.Where(step => step.Kind is MacroStepKind.Ask).ToList();
        var known = asks.Count == 0 ? [] : (await templates.ReadAsync(me, screen.Sheet.ChannelId, ct)).Value ?? [];
        var questions = asks.Select(step => known.FirstOrDefault(row => row.Occasion == step.Occasion && row.Language == step.Language) is { } row ? messages.Fill(row, screen.Sheet, clock) : "");
        return await run.RunAsync(me, new RunMacro.Command(screen.Sheet.Id, screen.Sheet.Version, macro.Id, macro.Version, [.. questions], screen.Fence), ct);
    }
}
