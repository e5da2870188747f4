using Microsoft.AspNetCore.Components;
using MudBlazor;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Shell;

/// <summary>Arranges the views of a list; each change is kept at once.</summary>
public sealed partial class ViewsDialog
{
    private List<SavedViews.Row> _rows = [];
    private bool _mayShare;
    private bool _busy;
    private string? _problem;

    [Inject]
    private SavedViews Views { get; set; } = null!;

    [Inject]
    private SaveView Save { get; set; } = null!;

    [Inject]
    private ArrangeViews Arrange { get; set; } = null!;

    [Inject]
    private RemoveView Remove { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Who arranges.</summary>
    [Parameter, EditorRequired]
    public Actor Me { get; set; } = null!;

    /// <summary>Whose views they are.</summary>
    [Parameter, EditorRequired]
    public string List { get; set; } = "";

    /// <summary>What the list shows now, as views keep it.</summary>
    [Parameter]
    public string Shown { get; set; } = "";

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var answer = await Views.ReadAsync(Me, List, CancellationToken.None);
        (_rows, _mayShare) = ([.. answer.Value?.Rows ?? []], answer.Value?.MayShare ?? false);
    }

    private string SharedWith(SavedViews.Row row) => row.IsOwn
        ? Words["view.shared-with", Written(row.Roles)]
        : Words["view.shared-by", row.OwnerName];

    private string Written(StaffRoles roles) => States.Listed(Enum.GetValues<StaffRoles>().Where(role => role is not StaffRoles.None && roles.HasFlag(role)).Select(role => States.Word(role)));

    private Task SaveAsync(SavedViews.Row row) => ActAsync(async () =>
        (await Save.RunAsync(Me, new SaveView.Command(row.Id, row.Version, List, row.Name, row.Query, row.Roles, row.IsDefault), CancellationToken.None)).Plain);

    private Task MoveAsync(SavedViews.Row row, int by)
    {
        var own = _rows.Where(r => r.IsOwn).Select(r => r.Id).ToList();
        var from = own.IndexOf(row.Id);
        own.RemoveAt(from);
        own.Insert(Math.Clamp(from + by, 0, own.Count), row.Id);
        return ActAsync(() => Arrange.RunAsync(Me, new ArrangeViews.Command(List, own), CancellationToken.None));
    }

    private Task RemoveAsync(SavedViews.Row row) => ActAsync(() => Remove.RunAsync(Me, new RemoveView.Command(row.Id, row.Version), CancellationToken.None));

    private async Task ActAsync(Func<Task<Result>> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await act();
        _busy = false;
        _problem = result.Error is not { } error ? null
            : error.Fields is [var first, ..] ? Say.Words(Error.Invalid(first.Code, first.Args))
            : Say.Words(error);
        await ReadAsync();
    }
}
