namespace OrderDesk.Web.Features.Macros;

/// <summary>Anchor for the words of macros.</summary>
public sealed class MacroWords;
