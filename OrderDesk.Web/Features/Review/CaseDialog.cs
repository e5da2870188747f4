using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Orders;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>
/// A dialog of the page of an order; a person's own words and what they chose beside them are kept while the dialog is open, so that a broken line, a killed
/// server or Escape loses none of it. What was sent or cancelled is forgotten.
/// </summary>
/// <typeparam name="TAnswer">What is typed into it.</typeparam>
public abstract class CaseDialog<TAnswer> : AnswerDialog<TAnswer>
{
    private Task _keeping = Task.CompletedTask;
    private string? _choices;
    private bool _kept;

    [Inject]
    private CaseDrafts Drafts { get; set; } = null!;

    /// <summary>The order.</summary>
    [Parameter, EditorRequired]
    public CaseScreen Screen { get; set; } = null!;

    /// <summary>The box the person's words are kept under, or null where nothing is kept.</summary>
    protected virtual string? Box => null;

    /// <summary>The row the words belong to.</summary>
    protected virtual long Key => Screen.Sheet.Id.Value;

    /// <summary>What the person has typed in their own words.</summary>
    protected string? Typed { get; private set; }

    /// <summary>What is chosen beside the words, or null where there is nothing to choose.</summary>
    protected virtual DialogChoices? Chosen() => null;

    /// <summary>Chooses again what was chosen before.</summary>
    protected virtual Task ChooseAgainAsync(DialogChoices kept) => Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Box is not { } box)
        {
            return;
        }

        if (await Drafts.ReadAsync(box, Key) is { Length: > 0 } kept)
        {
            (Typed, _kept) = (Typed ?? kept, true);
        }

        if (Chosen() is null)
        {
            return;
        }

        if (await Drafts.ReadAsync(KeepDraft.ChoicesOf(box), Key) is { Length: > 0 } chosen)
        {
            _kept = true;
            await ChooseAgainAsync(DialogChoices.Read(chosen));
        }

        // What the dialog opens with is not a choice of the person.
        _choices = Chosen()!.ToString();
    }

    /// <summary>Whatever the person chooses makes the dialog look different: what is chosen now is kept after each look.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_choices is not null && !Sending && Box is { } box && Chosen()?.ToString() is { } now && now != _choices)
        {
            (_choices, _kept) = (now, true);
            await (_keeping = AfterAsync(_keeping, () => Drafts.KeepAsync(KeepDraft.ChoicesOf(box), Key, now)));
        }
    }

    /// <summary>Takes what was typed and keeps it.</summary>
    protected async Task TypeAsync(string? text)
    {
        Typed = text;
        if (Box is { } box)
        {
            _kept = true;
            await (_keeping = AfterAsync(_keeping, () => Drafts.KeepAsync(box, Key, text)));
        }
    }

    /// <inheritdoc />
    protected override async Task DoneAsync()
    {
        if (_kept && Box is { } box)
        {
            // Nothing is kept after it was forgotten.
            _choices = null;
            await _keeping;
            await Drafts.KeepAsync(box, Key, null);
            await Drafts.KeepAsync(KeepDraft.ChoicesOf(box), Key, null);
        }
    }

    /// <summary>Opens with these words where the person had typed none.</summary>
    protected void Begin(string words) => Typed ??= words;

    private static async Task AfterAsync(Task before, Func<Task> work)
    {
        await before;
        await work();
    }
}
