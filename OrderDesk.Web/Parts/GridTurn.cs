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

/// <summary>One column to choose.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">Its head.</param>
/// <param name="Shown">Whether it is shown now.</param>
/// <param name="Width">Its chosen width in CSS pixels, or null where the content decides.</param>
public sealed record ColumnChoice(string Key, string Title, bool Shown, int? Width);
