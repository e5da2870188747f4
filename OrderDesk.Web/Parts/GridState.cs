namespace OrderDesk.Web.Parts;

/// <summary>How a list is sorted; the database does it.</summary>
/// <param name="By">The name the query knows.</param>
/// <param name="Descending">Whether the largest or newest comes first.</param>
public sealed record GridSort(string By, bool Descending = false);

/// <summary>Which rows are picked: some, or all that match the filter except some. All that match is sent as the filter, never as ids.</summary>
/// <param name="Keys">The picked rows, or the exceptions when all that match are picked.</param>
/// <param name="AllMatching">Whether every row of the filter is picked, on this page or not.</param>
public sealed record GridSelection(IReadOnlySet<long> Keys, bool AllMatching = false)
{
    /// <summary>Nothing is picked.</summary>
    public static GridSelection None { get; } = new(new HashSet<long>());

    /// <summary>Every row of the filter is picked.</summary>
    public static GridSelection Everything { get; } = new(new HashSet<long>(), AllMatching: true);

    /// <summary>Whether nothing is picked.</summary>
    public bool IsNone => !AllMatching && Keys.Count == 0;

    /// <summary>Whether this row is picked.</summary>
    public bool Holds(long key) => Keys.Contains(key) != AllMatching;

    /// <summary>With these rows picked or let go.</summary>
    public GridSelection With(IEnumerable<long> keys, bool picked)
    {
        var changed = new HashSet<long>(Keys);
        if (picked != AllMatching)
        {
            changed.UnionWith(keys);
        }
        else
        {
            changed.ExceptWith(keys);
        }

        return this with { Keys = changed };
    }

    /// <summary>How many rows are picked.</summary>
    /// <param name="matching">How many rows match the filter.</param>
    public long Count(long matching) => AllMatching ? Math.Max(0, matching - Keys.Count) : Keys.Count;
}

/// <summary>Where a column writes.</summary>
public enum ColumnAlign
{
    /// <summary>Words.</summary>
    Start,

    /// <summary>Marks.</summary>
    Middle,

    /// <summary>Numbers.</summary>
    End,
}

/// <summary>How many rows match, said honestly: counting stops somewhere.</summary>
/// <param name="Count">The rows counted.</param>
/// <param name="OrMore">Whether counting stopped there.</param>
public sealed record Matching(long Count, bool OrMore = false)
{
    /// <summary>1,240 or 10,000+.</summary>
    public override string ToString() => Count.ToString("N0", System.Globalization.CultureInfo.CurrentCulture) + (OrMore ? "+" : "");
}
