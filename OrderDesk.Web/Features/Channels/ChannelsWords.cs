namespace OrderDesk.Web.Features.Channels;

/// <summary>Anchor for ChannelsWords.resx: the words of the page about channels and their keys.</summary>
public sealed class ChannelsWords;
