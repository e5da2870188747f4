using Bunit;
using OrderDesk.Core.Access;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Skills;

namespace OrderDesk.Tests.Web.Skills;

/// <summary>A manager says which cases people are served.</summary>
public sealed class SkillsPageTests : DeskPageTest
{
    [Fact]
    public async Task Skills_are_chosen_a_wrong_value_is_said_and_what_was_set_is_shown()
    {
        await new StaffRoom(Desk).HireAsync(StaffRoles.Agent);
        SignIn(Desk.Manager());
        var page = Open<SkillsPage>();
        page.WaitForElement("[data-action=edit-skills]");

        var editing = page.Find("[data-action=edit-skills][data-of=rina]").ClickAsync();
        Dialogs.WaitForElement("[data-language=de]");
        await Dialogs.Find("[data-language=de]").ChangeAsync(true);
        await Dialogs.Find($"[data-channel='{Shop.Channel.Value}']").ChangeAsync(true);
        await Dialogs.Find("[data-field=most]").ChangeAsync("a lot");
        await Dialogs.Find("form.answer").SubmitAsync();
        Assert.Equal("Give the value as an amount above zero, or leave it empty.", Dialogs.Find(".field-error").TextContent);
        await Dialogs.Find("[data-field=most]").ChangeAsync("1,500.50");
        await Dialogs.Find("form.answer").SubmitAsync();
        await editing;

        page.WaitForAssertion(() => Assert.Equal(["Skills of rina saved"], Said));
        Assert.Contains("Deutsch", page.Find("[data-grid]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1,500.50", page.Find("[data-grid]").TextContent, StringComparison.Ordinal);
    }
}
