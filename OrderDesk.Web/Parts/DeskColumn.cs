using Microsoft.AspNetCore.Components;

namespace OrderDesk.Web.Parts;

/// <summary>One column of a <see cref="DeskGrid{TRow}"/>: what it is called, how it sorts and what stands in its cells.</summary>
public sealed class DeskColumn<TRow> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private DeskGrid<TRow> Grid { get; set; } = null!;

    /// <summary>Its stable name, kept in saved views.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>Its head, in the person's language.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The name its sorting has in the query; null for a column that does not sort.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Whether the first press on its head sorts the largest or newest first.</summary>
    [Parameter]
    public bool LargestFirst { get; set; }

    /// <summary>Where its cells write; numbers at the end.</summary>
    [Parameter]
    public ColumnAlign Align { get; set; }

    /// <summary>Its width in CSS, where the content should not decide.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>Whether it names the row: its cells are row heads and carry the link that opens the row.</summary>
    [Parameter]
    public bool NamesRow { get; set; }

    /// <summary>Whether it is shown only when somebody chooses it.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Whether its text may take several lines.</summary>
    [Parameter]
    public bool Wraps { get; set; }

    /// <summary>Whether it gives way on a tablet, where the room is for what the work needs.</summary>
    [Parameter]
    public bool Roomy { get; set; }

    /// <summary>Its cell.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TRow>? ChildContent { get; set; }

    internal string? CellClass => Roomy ? $"{TextClass} roomy".TrimStart() : TextClass;

    private string? TextClass => (Align, Wraps) switch
    {
        (ColumnAlign.Start, false) => null,
        (ColumnAlign.Start, true) => "wrap",
        (ColumnAlign.Middle, _) => "middle",
        (ColumnAlign.End, _) => "end",
    };

    internal string? Style => Width is null ? null : $"width:{Width}";

    /// <inheritdoc />
    protected override void OnInitialized() => Grid.Add(this);

    /// <inheritdoc />
    public void Dispose() => Grid.Remove(this);
}
