using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>A dialog with a form: it sends its answer itself and stays, with everything that was typed, until the answer is taken.</summary>
/// <typeparam name="TAnswer">What is typed into it.</typeparam>
public abstract class AnswerDialog<TAnswer> : ComponentBase
{
    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    /// <summary>Takes the answer or says why not.</summary>
    [Parameter, EditorRequired]
    public Func<TAnswer, Task<Result>> Submit { get; set; } = null!;

    /// <summary>Why the answer was not taken.</summary>
    protected string? Problem { get; set; }

    /// <summary>Whether the answer is on its way.</summary>
    protected bool Sending { get; private set; }

    /// <summary>The wrong fields of the last answer, by name.</summary>
    protected IReadOnlyDictionary<string, string> Wrong { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether the person can mend this by typing something else; anything else closes the dialog and is said by the page.</summary>
    protected virtual bool CanMend(Error error) => error.Kind is ErrorKind.Invalid or ErrorKind.Unavailable;

    /// <summary>Called when the person is done with the form: its answer was taken, or they cancelled it.</summary>
    protected virtual Task DoneAsync() => Task.CompletedTask;

    /// <summary>Closes without an answer.</summary>
    protected async Task CancelAsync()
    {
        await DoneAsync();
        Dialog.Cancel();
    }

    /// <summary>Sends the answer.</summary>
    protected async Task SendAsync(TAnswer answer)
    {
        if (Sending)
        {
            return;
        }

        (Sending, Problem) = (true, null);
        var result = await Submit(answer);
        Sending = false;
        if (result.Error is { } error && CanMend(error))
        {
            Problem = Say.Words(error);
            Wrong = error.Fields.ToDictionary(field => field.Field, field => Say.Words(Error.Invalid(field.Code, field.Args)));
            return;
        }

        if (result.IsOk)
        {
            await DoneAsync();
        }

        Dialog.Close(DialogResult.Ok(result));
    }
}
