namespace OrderDesk.Web.Parts;

/// <summary>How much something asks for attention; always with a word and an icon, never alone.</summary>
public enum Tone
{
    /// <summary>Nothing to do.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Somebody should look.</summary>
    Warn,

    /// <summary>Wrong, or too late.</summary>
    Bad,

    /// <summary>Under way, or good to know.</summary>
    Info,

    /// <summary>A state not worth a tint.</summary>
    Plain,
}

/// <summary>Tones as the style sheet names them.</summary>
public static class ToneNames
{
    /// <summary>The value of <c>data-tone</c>.</summary>
    public static string Name(this Tone tone) => tone switch
    {
        Tone.Neutral => "neutral",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.Info => "info",
        Tone.Plain => "plain",
    };
}
