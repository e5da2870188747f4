using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Presence;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.Core.Verification.Policies;
using OrderDesk.Web.Features.Review;

namespace OrderDesk.Tests.Web.Review;

/// <summary>The list of the review desk.</summary>
public sealed class ReviewPageTests : OrderPageTest
{
    [Fact]
    public async Task The_queues_of_the_policy_stand_over_the_list_with_what_they_hold()
    {
        await Desk.InForceAsync(new VerificationPolicy { Rules = [PolicyDesk.Rule(new RuleActions { Hold = HoldType.Payment, Queue = "Large & dear" })] });
        var plain = await HeldAsync();
        var large = await Shop.TakenAsync(Shop.Order(quantity: 2));
        SignIn(Desk.Agent("Mei"));
        var page = Open<ReviewPage>();
        page.WaitForElement("[data-queue='Large & dear']");

        Assert.Equal("All queues2", page.Find("[data-queue='']").TextContent);
        var there = page.Find("[data-queue='Large & dear']").GetAttribute("href")!;
        Services.GetRequiredService<NavigationManager>().NavigateTo(there);

        page.WaitForAssertion(() => Assert.Equal("page", page.Find("[data-queue='Large & dear']").GetAttribute("aria-current")));
        page.WaitForAssertion(() => Assert.DoesNotContain(plain.Number, page.Find("[data-grid]").TextContent, StringComparison.Ordinal));
        Assert.Contains(large.Number, page.Find("[data-grid]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-action=serve]").ClickAsync();
        Assert.Contains($"order={large.Number}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains("queue=Large%20%26%20dear", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_else_has_the_case_open_is_shown_and_gone_when_they_leave()
    {
        var id = await HeldAsync();
        SignIn(Desk.Agent("Mei"));
        var page = Page(id);
        var rina = Desk.Agent();
        Assert.Empty(page.FindAll("[data-part=lookers] [data-staff]"));

        var look = (await Desk.UseAsync((LookAtCase use) => use.RunAsync(rina, new LookAtCase.Command(id), Ct))).Value!;
        Desk.Clock.Advance(CaseSeats.Settle);
        page.WaitForAssertion(() => Assert.Equal("Rina", page.Find("[data-part=lookers] [data-staff]").GetAttribute("data-staff")));
        // The page takes its seat in the background, and may see others before it has.
        await WaitAsync(async () => (await Desk.UseAsync((CaseLookers read) => read.ReadAsync(rina, id, Ct))).Value!.SequenceEqual(["Mei"]));

        await Desk.UseAsync((LeaveCase leave) => leave.RunAsync(rina, new LeaveCase.Command(id, look.Value), Ct));
        Desk.Clock.Advance(CaseSeats.Every);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-part=lookers] [data-staff]")));
        page.Instance.Dispose();
        await WaitAsync(async () => (await Desk.UseAsync((CaseLookers read) => read.ReadAsync(rina, id, Ct))).Value!.Count == 0);
    }
}
