namespace OrderDesk.Web.Parts;

/// <summary>One thing that happened.</summary>
/// <param name="Key">Its number, also its anchor on the page.</param>
/// <param name="Kind">Its stable kind, a hook for tests.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Who">Who did it, or null for the desk itself.</param>
/// <param name="Text">What, as a sentence in the person's language.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Tone">Its tint.</param>
/// <param name="Note">What somebody wrote with it, as it was typed.</param>
/// <param name="Named">The colleagues named in it with an @.</param>
public sealed record TimelineEntry(long Key, string Kind, DateTime At, string? Who, string Text, string Icon = "circle-dot", Tone Tone = Tone.Neutral, string? Note = null, IReadOnlyList<string>? Named = null);
