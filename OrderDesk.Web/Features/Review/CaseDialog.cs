using Microsoft.AspNetCore.Components;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>A dialog of the page of an order; a person's own words are kept while they are typed, so that a broken line or a killed server loses none.</summary>
/// <typeparam name="TAnswer">What is typed into it.</typeparam>
public abstract class CaseDialog<TAnswer> : AnswerDialog<TAnswer>
{
    private Task _keeping = Task.CompletedTask;
    private bool _kept;

    [Inject]
    private CaseDrafts Drafts { get; set; } = null!;

    /// <summary>The order.</summary>
    [Parameter, EditorRequired]
    public CaseScreen Screen { get; set; } = null!;

    /// <summary>The box the person's words are kept under, or null where nothing is kept.</summary>
    protected virtual string? Box => null;

    /// <summary>What the person has typed in their own words.</summary>
    protected string? Typed { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Box is { } box && await Drafts.ReadAsync(box, Screen.Sheet.Id.Value) is { Length: > 0 } kept)
        {
            (Typed, _kept) = (Typed ?? kept, true);
        }
    }

    /// <summary>Takes what was typed and keeps it.</summary>
    protected async Task TypeAsync(string? text)
    {
        Typed = text;
        if (Box is { } box)
        {
            _kept = true;
            await (_keeping = Drafts.KeepAsync(box, Screen.Sheet.Id.Value, text));
        }
    }

    /// <inheritdoc />
    protected override async Task DoneAsync()
    {
        if (_kept && Box is { } box)
        {
            await _keeping;
            await Drafts.KeepAsync(box, Screen.Sheet.Id.Value, null);
        }
    }
}
