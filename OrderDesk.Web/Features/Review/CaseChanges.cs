using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The ways an order itself is changed, as the person in front of the page at that moment.</summary>
internal sealed class CaseChanges(
    EditLines edit, SubstituteLine substitute, SplitOrder split, SplitPlan plan, BackorderOrder backorder, ArticleSearch articles, WaitLonger wait, MessageTemplates templates, CurrentStaff staff, Say say)
{
    public async Task<IReadOnlyList<ArticleSearch.Row>> FindAsync(string text, CancellationToken ct) =>
        (await articles.ReadAsync(await staff.GetAsync(), text, ct)).Value ?? [];

    public async Task<Result> EditAsync(CaseScreen screen, EditDialog.Answer answer, CancellationToken ct)
    {
        var (sheet, lines) = (screen.Sheet, answer.Lines);
        var contact = answer.Contact is { } c ? new CorrectContact.Command(sheet.Id, sheet.Version, c["name"], c["email"], c["phone"], c.Address) : null;
        return (await edit.RunAsync(await staff.GetAsync(), new EditLines.Command(sheet.Id, sheet.Version, lines.Changes, lines.Additions, lines.Note, screen.Fence) { Contact = contact }, ct)).Plain;
    }

    public async Task<Result> SubstituteAsync(CaseScreen screen, SubstituteDialog.Answer answer, CancellationToken ct) => (await substitute.RunAsync(
        await staff.GetAsync(), new SubstituteLine.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Line, answer.Sku, answer.Units, answer.Price, answer.Consent, screen.Fence), ct)).Plain;

    /// <summary>What a split would do, or null with the refusal said.</summary>
    public async Task<SplitPlan.Answer?> PlanAsync(CaseScreen screen, CancellationToken ct)
    {
        var looked = await plan.ReadAsync(await staff.GetAsync(), screen.Sheet.Id, ct);
        if (!looked.IsOk)
        {
            say.Refusal(looked.Error);
        }

        return looked.Value;
    }

    public async Task<Result> SplitAsync(CaseScreen screen, SplitPlan.Answer seen, CancellationToken ct) =>
        (await split.RunAsync(await staff.GetAsync(), new SplitOrder.Command(screen.Sheet.Id, screen.Sheet.Version, seen.Stays, screen.Fence), ct)).Plain;

    public async Task<Result> BackorderAsync(CaseScreen screen, BackorderDialog.Answer answer, CancellationToken ct) => await backorder.RunAsync(
        await staff.GetAsync(), new BackorderOrder.Command(screen.Sheet.Id, screen.Sheet.Version, answer.Until, answer.Told, answer.Way, screen.Fence), ct);

    public async Task<Result> WaitAsync(CaseScreen screen, TimeSpan longer, CancellationToken ct) =>
        await wait.RunAsync(await staff.GetAsync(), new WaitLonger.Command(screen.Sheet.Id, screen.Sheet.Version, longer, screen.Fence), ct);

    public async Task<IReadOnlyList<MessageTemplates.Row>> TemplatesAsync(CaseScreen screen, CancellationToken ct) =>
        (await templates.ReadAsync(await staff.GetAsync(), screen.Sheet.ChannelId, ct)).Value ?? [];
}
