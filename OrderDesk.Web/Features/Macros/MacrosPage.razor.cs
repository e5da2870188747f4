using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Macros;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Macros;

/// <summary>Macros are made, changed and taken away; they run on the open case.</summary>
public sealed partial class MacrosPage
{
    private static readonly DialogOptions Wide = new() { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true };

    private Page<MacroList.Row>? _page;
    private string? _problem;
    private bool _refused;

    [Inject]
    private MacroList List { get; set; } = null!;

    [Inject]
    private KeepMacro Keep { get; set; } = null!;

    [Inject]
    private RemoveMacro Remove { get; set; } = null!;

    [Inject]
    private IDialogService Windows { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MacroWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, change => change.Any("macro"), moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var answer = await List.ReadAsync(await Staff.GetAsync(), ct);
        (_refused, _problem) = (answer.Error?.Kind is ErrorKind.Forbidden, answer.Error is { } error ? Say.Words(error) : null);
        _page = answer.IsOk ? new(answer.Value, null, null) : _page;
    }

    private Task EditAsync(MacroList.Row? row) => ActAsync(async ct =>
    {
        var submit = async (MacroForm form) => (await Keep.RunAsync(await Staff.GetAsync(), new KeepMacro.Command(row?.Id, row?.Version ?? 0, form.Name, form.IsShared, form.Written), ct)).Plain;
        var mayShare = (await Staff.GetAsync()).Can(ReviewPermissions.ShareMacros);
        var dialog = await Windows.ShowAsync<MacroDialog>(row is null ? Words["new"] : Words["edit", row.Name], new DialogParameters { ["Submit"] = submit, ["Row"] = row, ["MayShare"] = mayShare }, Wide);
        if (await dialog.Result is { Canceled: false, Data: Result kept })
        {
            Say.Outcome(kept, "said.macro-kept");
            await LoadAsync(ct);
        }
    });

    private Task RemoveAsync(MacroList.Row row) => ActAsync(async ct =>
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Text, Words[row.IsShared ? "remove.text-shared" : "remove.text"].Value }, { d => d.Verb, Words["remove.do"].Value }, { d => d.Danger, true } };
        if (await Windows.AskAsync(Words["remove", row.Name], parameters) is not null)
        {
            Say.Outcome(await Remove.RunAsync(await Staff.GetAsync(), new RemoveMacro.Command(row.Id, row.Version), ct), "said.macro-removed", row.Name);
            await LoadAsync(ct);
        }
    });

    private string Says(MacroList.Row row) => string.Join(" → ", row.Steps.Select(step =>
        step.Kind is MacroStepKind.Ask ? $"{States.Word(step.Kind)} ({Words["occasion." + step.Occasion]})" : step.Text is { } text ? $"{States.Word(step.Kind)} {Words["quoted", Writing.Start(text, 60)]}" : States.Word(step.Kind)));
}
