using System.Globalization;

namespace OrderDesk.Web.Parts;

/// <summary>One shown column as an address writes it: <c>total</c>, or <c>total~120</c> for one of 120 pixels.</summary>
/// <param name="Key">The column.</param>
/// <param name="Width">Its width in CSS pixels, or null where the content decides.</param>
public sealed record ColumnLook(string Key, int? Width)
{
    /// <summary>The narrowest a column gets.</summary>
    public const int Narrowest = 48;

    /// <summary>The widest a column gets.</summary>
    public const int Widest = 640;

    /// <summary>By how much the keyboard makes it wider or narrower.</summary>
    public const int Step = 16;

    private const int Usual = 128;

    /// <summary>Reads it; a width that is none counts as not chosen.</summary>
    public static ColumnLook Parse(string text)
    {
        var parts = text.Split('~', 2);
        return new ColumnLook(parts[0], parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? Math.Clamp(width, Narrowest, Widest) : null);
    }

    /// <summary>Wider or, below zero, narrower by some steps.</summary>
    public ColumnLook Wider(int steps) => this with { Width = Math.Clamp((Width ?? Usual) + (steps * Step), Narrowest, Widest) };

    /// <inheritdoc/>
    public override string ToString() => Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"{Key}~{width}") : Key;
}
