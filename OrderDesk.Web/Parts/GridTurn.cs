namespace OrderDesk.Web.Parts;

/// <summary>Which way to turn the page.</summary>
public enum GridTurn
{
    /// <summary>To the first page.</summary>
    First,

    /// <summary>To the page before.</summary>
    Back,

    /// <summary>To the page after.</summary>
    On,
}

/// <summary>A column to choose.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">Its head.</param>
public sealed record ColumnChoice(string Key, string Title);
