namespace OrderDesk.Web.Features.Jobs;

/// <summary>Anchor for JobsWords.resx: the words of the page about work in the background.</summary>
public sealed class JobsWords;
