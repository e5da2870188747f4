namespace OrderDesk.Web.Parts;

/// <summary>A filter that is on.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Label">What it filters, in the person's language.</param>
/// <param name="Value">To what, in the person's language.</param>
public sealed record FilterChip(string Key, string Label, string Value);
