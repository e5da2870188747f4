namespace OrderDesk.Web.Parts;

/// <summary>How a state looks: one presenter per kind of state makes these, so a state looks the same wherever it stands.</summary>
/// <param name="Key">The stable name of the state, a hook for tests.</param>
/// <param name="Word">Its word in the person's language.</param>
/// <param name="Tone">Its tint.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Hint">What it means, for a hover.</param>
public sealed record StatusLook(string Key, string Word, Tone Tone, string Icon, string? Hint = null);
