namespace OrderDesk.Web.Parts;

/// <summary>Anchor for PartWords.resx: the words every part brings itself.</summary>
public sealed class PartWords;
