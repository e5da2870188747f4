using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using OrderDesk.Web.Parts;

namespace OrderDesk.Tests.Web.Parts;

/// <summary>The question before what cannot be undone.</summary>
public sealed class ConfirmDialogTests : PartTests
{
    private static readonly IReadOnlyList<ConfirmReason> Reasons = [new("fraud", "Suspected fraud"), new("wish", "Customer's wish")];

    [Fact]
    public async Task It_asks_for_the_reason_and_the_note_and_keeps_what_was_typed()
    {
        var (provider, answer) = await AskAsync();
        await provider.Find("#confirm-note").ChangeAsync("  called twice ");
        await provider.Find("[data-action=confirm]").ClickAsync();
        Assert.Equal("Choose a reason.", provider.Find("[role=alert]").TextContent);

        await provider.Find("input[value=fraud]").ChangeAsync("fraud");
        await provider.Find("[data-action=confirm]").ClickAsync();

        Assert.Equal(new ConfirmAnswer("fraud", "called twice"), await answer);
    }

    [Fact]
    public async Task A_note_that_must_be_written_is_asked_for()
    {
        var (provider, _) = await AskAsync();
        await provider.Find("input[value=wish]").ChangeAsync("wish");
        await provider.Find("[data-action=confirm]").ClickAsync();

        Assert.Equal("Say why.", provider.Find("[role=alert]").TextContent);
        Assert.Equal("true", provider.Find("#confirm-note").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Thinking_better_of_it_is_no_answer()
    {
        var (provider, answer) = await AskAsync();
        await provider.Find("[data-action=cancel]").ClickAsync();

        Assert.Null(await answer);
    }

    [Fact]
    public async Task Reasons_have_the_digits_as_keys()
    {
        var (provider, _) = await AskAsync();

        Assert.Equal(["1", "2"], provider.FindAll("input[type=radio]").Select(radio => radio.GetAttribute("aria-keyshortcuts")));
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Provider, Task<ConfirmAnswer?> Answer)> AskAsync()
    {
        var provider = Render<MudDialogProvider>();
        Task<ConfirmAnswer?> answer = null!;
        await provider.InvokeAsync(() =>
        {
            answer = Services.GetRequiredService<IDialogService>().AskAsync("Reject OD-1000123", new DialogParameters<ConfirmDialog>
            {
                { dialog => dialog.Verb, "Reject order" },
                { dialog => dialog.Reasons, Reasons },
                { dialog => dialog.Note, NoteRule.Required },
            });
        });
        provider.WaitForElement("[data-action=confirm]");
        return (provider, answer);
    }
}
