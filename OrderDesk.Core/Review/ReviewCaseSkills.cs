namespace OrderDesk.Core.Review;

public sealed partial class ReviewCase
{
    /// <summary>The language the customer is most likely written to in, or null where nobody has looked.</summary>
    public string? Language { get; private set; }

    /// <summary>Says it.</summary>
    public void Speak(string language) => Language = language;
}
