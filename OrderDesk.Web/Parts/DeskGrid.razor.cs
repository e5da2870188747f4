using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Parts;

/// <summary>The table of every work list. It shows one page and asks for everything else: sorting, paging, picking, columns.</summary>
/// <typeparam name="TRow">The row of the read behind it.</typeparam>
public sealed partial class DeskGrid<TRow>
{
    private const int SkeletonRows = 10;

    private readonly List<DeskColumn<TRow>> _columns = [];

    [Inject]
    private IStringLocalizer<PartWords> Words { get; set; } = null!;

    /// <summary>Its stable name, a hook for tests.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What the table holds, for a screen reader.</summary>
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    /// <summary>The page of rows; null before the first load.</summary>
    [Parameter, EditorRequired]
    public Page<TRow>? Page { get; set; }

    /// <summary>The number that tells rows apart.</summary>
    [Parameter, EditorRequired]
    public Func<TRow, long> RowKey { get; set; } = null!;

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Columns { get; set; }

    /// <summary>What a row is called, for its checkbox.</summary>
    [Parameter]
    public Func<TRow, string>? RowName { get; set; }

    /// <summary>Where a row opens.</summary>
    [Parameter]
    public Func<TRow, string?>? Href { get; set; }

    /// <summary>Whether newer rows are on their way; the old ones stay and dim.</summary>
    [Parameter]
    public bool Loading { get; set; }

    /// <summary>Whether the person's role does not include this list.</summary>
    [Parameter]
    public bool Refused { get; set; }

    /// <summary>Why the list could not be loaded.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Loads again after a problem.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <summary>Whether a filter or search is on, so that "empty" means "nothing matches".</summary>
    [Parameter]
    public bool Filtered { get; set; }

    /// <summary>Takes every filter away.</summary>
    [Parameter]
    public EventCallback OnClearFilters { get; set; }

    /// <summary>The title of the list without any rows.</summary>
    [Parameter]
    public string? EmptyTitle { get; set; }

    /// <summary>What would be here and why it is not.</summary>
    [Parameter]
    public string? EmptyText { get; set; }

    /// <summary>The icon of the list without any rows.</summary>
    [Parameter]
    public string EmptyIcon { get; set; } = "inbox";

    /// <summary>The one thing to do about it.</summary>
    [Parameter]
    public RenderFragment? EmptyActions { get; set; }

    /// <summary>How it is sorted now.</summary>
    [Parameter]
    public GridSort? Sort { get; set; }

    /// <summary>Asks for another sorting.</summary>
    [Parameter]
    public EventCallback<GridSort> SortChanged { get; set; }

    /// <summary>Asks for another page.</summary>
    [Parameter]
    public EventCallback<Paging> OnTurn { get; set; }

    /// <summary>Rows on a page.</summary>
    [Parameter]
    public int PageSize { get; set; } = Paging.DefaultSize;

    /// <summary>How many rows match, where somebody counted.</summary>
    [Parameter]
    public Matching? Matching { get; set; }

    /// <summary>What is picked.</summary>
    [Parameter]
    public GridSelection Selection { get; set; } = GridSelection.None;

    /// <summary>Asks for another selection; without, rows cannot be picked.</summary>
    [Parameter]
    public EventCallback<GridSelection> SelectionChanged { get; set; }

    /// <summary>What can be done with what is picked.</summary>
    [Parameter]
    public RenderFragment<GridSelection>? Bulk { get; set; }

    /// <summary>The columns to show in their order, each with its width where one was chosen (<see cref="ColumnLook"/>); null for those that are not optional.</summary>
    [Parameter]
    public IReadOnlyCollection<string>? Shown { get; set; }

    /// <summary>Asks for other columns; without, they cannot be chosen.</summary>
    [Parameter]
    public EventCallback<IReadOnlyCollection<string>> ShownChanged { get; set; }

    /// <summary>The row that is open beside the list.</summary>
    [Parameter]
    public long? Current { get; set; }

    /// <summary>Told which row the person has moved to.</summary>
    [Parameter]
    public EventCallback<long> CurrentChanged { get; set; }

    /// <summary>The height of its own scroll box in CSS; without, it scrolls with the page.</summary>
    [Parameter]
    public string? Height { get; set; }

    private bool IsFirstLoad => Page is null;

    private bool CanPick => SelectionChanged.HasDelegate;

    private bool ChoosableColumns => ShownChanged.HasDelegate;

    private bool PageIsPicked => Page is { Rows.Count: > 0 } page && page.Rows.All(row => Selection.Holds(RowKey(row)));

    private bool CanSelectMatching => CanPick && Matching is not null && Page is not null && PageIsPicked && Matching.Count > Page.Rows.Count;

    private string PickedCount => Selection.Count(Matching?.Count ?? 0).ToString("N0", CultureInfo.CurrentCulture);

    internal void Add(DeskColumn<TRow> column) => _columns.Add(column);

    internal void Remove(DeskColumn<TRow> column) => _columns.Remove(column);

    private string NameOf(TRow row) => RowName?.Invoke(row) ?? RowKey(row).ToString(CultureInfo.InvariantCulture);

    private string? AriaSort(DeskColumn<TRow> column) => column.Sort is null ? null
        : Sort is not { } now || column.Sort != now.By ? "none"
        : now.Descending ? "descending" : "ascending";

    private string SortIcon(DeskColumn<TRow> column) => Sort is not { } now || column.Sort != now.By ? "chevrons-up-down" : now.Descending ? "arrow-down" : "arrow-up";

    private IEnumerable<int> SkeletonWidths(int line) =>
        Enumerable.Range(0, ShownColumns.Count + (CanPick ? 1 : 0)).Select(cell => CanPick && cell == 0 ? 100 : 40 + (((line * 7) + (cell * 13)) % 45));

    private EventCallback<FocusEventArgs> FocusHandler(long key) =>
        CurrentChanged.HasDelegate ? EventCallback.Factory.Create<FocusEventArgs>(this, () => key == Current ? Task.CompletedTask : CurrentChanged.InvokeAsync(key)) : default;

    private Task SortAsync(DeskColumn<TRow> column) =>
        SortChanged.InvokeAsync(new(column.Sort!, Sort is { } now && column.Sort == now.By ? !now.Descending : column.LargestFirst));

    private Task TurnAsync(GridTurn turn) => OnTurn.InvokeAsync(turn switch
    {
        GridTurn.First => new Paging(PageSize),
        GridTurn.Back => new Paging(PageSize, Page!.Previous, Back: true),
        GridTurn.On => new Paging(PageSize, Page!.Next),
    });

    private Task PickAsync(long key, ChangeEventArgs e) => SelectionChanged.InvokeAsync(Selection.With([key], e.Value is true));

    private Task PickPageAsync(ChangeEventArgs e) => SelectionChanged.InvokeAsync(
        e.Value is true ? Selection.With(Page!.Rows.Select(RowKey), picked: true) : Selection.AllMatching ? GridSelection.None : Selection.With(Page!.Rows.Select(RowKey), picked: false));

    private Task SelectMatchingAsync() => SelectionChanged.InvokeAsync(GridSelection.Everything);

    private Task ClearSelectionAsync() => SelectionChanged.InvokeAsync(GridSelection.None);
}
