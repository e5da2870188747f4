using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A search that holds an e-mail address or phone number: addresses carry its short key, never the text.</summary>
public sealed class SavedSearch
{
    /// <summary>The longest search, and so the longest list that is pasted.</summary>
    public const int TextMaxLength = 4000;

    /// <summary>Random, short, unguessable.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose search it is; nobody else may open it.</summary>
    public StaffId StaffId { get; init; }

    /// <summary>What was typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime CreatedAt { get; init; }
}

/// <summary>Something typed and not sent yet, kept so that a lost connection loses nothing.</summary>
public sealed class Draft
{
    /// <summary>The longest draft.</summary>
    public const int TextMaxLength = 100_000;

    /// <summary>Whose draft.</summary>
    public StaffId StaffId { get; init; }

    /// <summary>Which box it was typed in, such as <c>order-note</c>.</summary>
    public string Box { get; init; } = "";

    /// <summary>The row it was typed on.</summary>
    public long Key { get; init; }

    /// <summary>What was typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was last kept (UTC).</summary>
    public DateTime UpdatedAt { get; init; }
}
