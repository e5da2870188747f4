using MudBlazor;

namespace OrderDesk.Web.Parts;

/// <summary>What somebody answered to a <c>ConfirmDialog</c>.</summary>
/// <param name="Reason">The key of the chosen reason, where reasons were offered.</param>
/// <param name="Note">What was written, trimmed, or null.</param>
public sealed record ConfirmAnswer(string? Reason, string? Note);

/// <summary>A reason to choose.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Words">Its words in the person's language.</param>
public sealed record ConfirmReason(string Key, string Words);

/// <summary>Whether a note goes with an answer.</summary>
public enum NoteRule
{
    /// <summary>No note.</summary>
    None,

    /// <summary>A note may be written.</summary>
    Optional,

    /// <summary>A note must be written.</summary>
    Required,
}

/// <summary>Asks through a <c>ConfirmDialog</c>.</summary>
public static class Confirming
{
    /// <summary>Shows the dialog; null when the person thinks better of it.</summary>
    public static async Task<ConfirmAnswer?> AskAsync(this IDialogService dialogs, string title, DialogParameters<ConfirmDialog> parameters)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        return await dialog.Result is { Canceled: false, Data: ConfirmAnswer answer } ? answer : null;
    }
}
