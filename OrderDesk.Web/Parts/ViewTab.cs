namespace OrderDesk.Web.Parts;

/// <summary>One saved view.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Href">Its address.</param>
/// <param name="Count">How many rows it holds, already written, or null while unknown.</param>
public sealed record ViewTab(string Key, string Title, string Href, string? Count = null);
