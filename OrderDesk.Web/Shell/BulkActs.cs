using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>Actions over what is picked in a list: which there are for somebody, and the way from the list to the page of the action.</summary>
internal sealed class BulkActs(IDialogService dialogs, NavigationManager navigation, IStringLocalizer<Messages> words, IStringLocalizer<StateWords> states)
{
    private static readonly DialogOptions Look = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>What this person may do to many orders; nothing where they may not act on many.</summary>
    public static IReadOnlyList<BulkKind> Of(Actor me) =>
        me.Can(ReviewPermissions.Bulk) ? [.. Enum.GetValues<BulkKind>().Where(kind => me.Can(new BulkAction(kind).Permission))] : [];

    /// <summary>Shows what an action would do and starts it; the page of the action opens then.</summary>
    public Task AskAsync(BulkKind kind, BulkPick pick) => ShowAsync(states.Word(kind), new DialogParameters<BulkDialog> { { d => d.Kind, kind }, { d => d.Pick, pick } });

    /// <summary>The same for the refused orders of another one.</summary>
    public Task RetryAsync(BulkList.Row run) => ShowAsync(words["bulk.retry"], new DialogParameters<BulkDialog> { { d => d.Kind, run.Action }, { d => d.RetryOf, run.Id } });

    private async Task ShowAsync(string title, DialogParameters<BulkDialog> parameters)
    {
        var dialog = await dialogs.ShowAsync<BulkDialog>(title, parameters, Look);
        if (await dialog.Result is { Canceled: false, Data: BulkRunId started })
        {
            navigation.NavigateTo(Links.Bulk(started.Value));
        }
    }
}
