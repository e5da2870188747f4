using Bunit;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Web.Features.Policies;

namespace OrderDesk.Tests.Web.Policies;

/// <summary>Work that nothing brings back is put away only by who means it.</summary>
public sealed class DiscardDraftPageTests : DeskPageTest
{
    [Fact]
    public async Task A_draft_with_changes_is_asked_about_and_stays_when_somebody_thinks_again()
    {
        var page = await OpenAsync(new VerificationPolicy { OrdersPerHour = 9 });

        var asking = page.Find("[data-action=discard]").ClickAsync();
        var form = Dialogs.WaitForElement("form.answer");
        Assert.Contains("Changes in it: 1.", form.TextContent, StringComparison.Ordinal);
        await Dialogs.Find("form.answer [data-action=cancel]").ClickAsync();
        await asking;
        Assert.Equal(PolicyState.Draft, await StateAsync());

        var again = page.Find("[data-action=discard]").ClickAsync();
        Dialogs.WaitForElement("form.answer");
        await Dialogs.Find("form.answer").SubmitAsync();
        await again;
        Assert.Equal(PolicyState.Discarded, await StateAsync());
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_goes_at_once()
    {
        var page = await OpenAsync(null);

        await page.Find("[data-action=discard]").ClickAsync();

        Assert.Equal(PolicyState.Discarded, await StateAsync());
    }

    private async Task<IRenderedComponent<PolicyPage>> OpenAsync(VerificationPolicy? policy)
    {
        var draft = await Desk.UseAsync((SaveDraft save) => save.RunAsync(Desk.Manager(), new SaveDraft.Command(null, 0, policy, null), Ct));
        SignIn(Desk.Manager());
        var page = Open<PolicyPage>(p => p.Add(c => c.Id, draft.Value!.Id.Value));
        page.WaitForElement("[data-action=discard]");
        return page;
    }

    private async Task<PolicyState> StateAsync()
    {
        await using var db = Desk.Db();
        return await db.PolicyVersions.Where(v => v.Number == null).Select(v => v.State).SingleAsync(Ct);
    }
}
