namespace OrderDesk.Web.Features.Home;

/// <summary>Anchor for HomeWords.resx: the words of a person's own desk.</summary>
public sealed class HomeWords;
