using Microsoft.AspNetCore.Components;

namespace OrderDesk.Web.Parts;

/// <summary>Which columns the table shows, in which order and how wide.</summary>
public sealed partial class DeskGrid<TRow>
{
    private IReadOnlyList<ColumnLook> Looks => Shown is null
        ? [.. _columns.Where(column => !column.NamesRow && !column.Optional).Select(column => new ColumnLook(column.Key, null))]
        : [.. Shown.Select(ColumnLook.Parse).DistinctBy(look => look.Key).Where(look => _columns.Any(column => column.Key == look.Key))];

    /// <summary>What the chooser lists: the shown ones in their order, then the rest.</summary>
    private IReadOnlyList<ColumnChoice> AllColumns
    {
        get
        {
            var looks = Looks;
            var shown = looks.Select(look => _columns.First(column => column.Key == look.Key)).Where(column => !column.NamesRow).ToList();
            return
            [
                .. shown.Select(column => new ColumnChoice(column.Key, column.Title, true, WidthOf(column))),
                .. _columns.Where(column => !column.NamesRow && !shown.Contains(column)).Select(column => new ColumnChoice(column.Key, column.Title, false, null)),
            ];
        }
    }

    /// <summary>The column that names the row stands first, whatever was chosen.</summary>
    private IReadOnlyList<DeskColumn<TRow>> ShownColumns =>
    [
        .. _columns.Where(column => column.NamesRow),
        .. Looks.Select(look => _columns.First(column => column.Key == look.Key)).Where(column => !column.NamesRow),
    ];

    private int? WidthOf(DeskColumn<TRow> column) => Shown is null ? null : Looks.FirstOrDefault(look => look.Key == column.Key)?.Width;

    private string? HeadStyle(DeskColumn<TRow> column) => WidthOf(column) is { } width ? FormattableString.Invariant($"width:{width}px;min-width:{width}px") : column.Style;

    private string? CellStyle(DeskColumn<TRow> column) => WidthOf(column) is { } width ? FormattableString.Invariant($"max-width:{width}px") : null;

    private Task ToggleColumnAsync(string key)
    {
        var looks = Looks.ToList();
        if (looks.RemoveAll(look => look.Key == key) == 0)
        {
            looks.Add(new ColumnLook(key, null));
        }

        return TellAsync(looks);
    }

    /// <summary>Moves a column among the shown ones.</summary>
    private Task MoveColumnAsync((string Key, int By) move)
    {
        var looks = Looks.ToList();
        var from = looks.FindIndex(look => look.Key == move.Key);
        var to = Math.Clamp(from + move.By, 0, looks.Count - 1);
        if (from < 0 || from == to)
        {
            return Task.CompletedTask;
        }

        var look = looks[from];
        looks.RemoveAt(from);
        looks.Insert(to, look);
        return TellAsync(looks);
    }

    private Task WidenColumnAsync((string Key, int By) move) => TellAsync(Looks.Select(look => look.Key == move.Key ? look.Wider(move.By) : look));

    /// <summary>The browser let go of the edge of a column and says <c>total~120</c>.</summary>
    private Task SizeColumnAsync(ChangeEventArgs e)
    {
        var sized = ColumnLook.Parse(e.Value as string ?? "");
        if (sized.Width is null || _columns.Find(column => column.Key == sized.Key) is not { } column)
        {
            return Task.CompletedTask;
        }

        var looks = Looks;
        return TellAsync(column.NamesRow && !looks.Any(look => look.Key == sized.Key) ? [sized, .. looks] : looks.Select(look => look.Key == sized.Key ? sized : look));
    }

    private Task TellAsync(IEnumerable<ColumnLook> looks) => ShownChanged.InvokeAsync([.. looks.Select(look => look.ToString())]);
}
