namespace OrderDesk.Core.Shared;

/// <summary>Which page of a keyset-paged list is wanted.</summary>
/// <param name="Size">Rows, 1 to <see cref="MaxSize"/>.</param>
/// <param name="After">The cursor of the last row of the page before, or null for the first page.</param>
/// <param name="Back">Whether to page towards the start: rows before the cursor.</param>
public sealed record Paging(int Size = Paging.DefaultSize, string? After = null, bool Back = false)
{
    /// <summary>Rows on a page unless asked otherwise.</summary>
    public const int DefaultSize = 50;

    /// <summary>The most rows one page may hold.</summary>
    public const int MaxSize = 200;

    /// <summary>The asked size inside its bounds.</summary>
    public int Take => Math.Clamp(Size, 1, MaxSize);
}

/// <summary>One page of a list; a cursor is null where there is nothing further that way.</summary>
public sealed record Page<TRow>(IReadOnlyList<TRow> Rows, string? Next, string? Previous)
{
    /// <summary>A page without rows.</summary>
    public static Page<TRow> Empty { get; } = new([], null, null);
}

/// <summary>Pages from the rows a keyset query found.</summary>
public static class Pages
{
    /// <summary>
    /// The page of rows read in the asked direction, one row more than asked for: that one says whether there is more that way, and the cursor itself
    /// that there is something the other way.
    /// </summary>
    /// <param name="rows">Rows as read, nearest to the cursor first.</param>
    /// <param name="paging">What was asked for.</param>
    /// <param name="fromCursor">Whether a valid cursor was given.</param>
    /// <param name="cursor">The cursor of a row.</param>
    public static Page<TRow> ToPage<TRow>(this List<TRow> rows, Paging paging, bool fromCursor, Func<TRow, string> cursor)
    {
        var back = paging.Back && fromCursor;
        var more = rows.Count > paging.Take;
        if (more)
        {
            rows.RemoveAt(paging.Take);
        }

        if (back)
        {
            rows.Reverse();
        }

        return rows.Count == 0 ? Page<TRow>.Empty : new Page<TRow>(
            rows,
            more || back ? cursor(rows[^1]) : null,
            (back ? more : fromCursor) ? cursor(rows[0]) : null);
    }
}
