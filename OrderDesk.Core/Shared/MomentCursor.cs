using System.Globalization;

namespace OrderDesk.Core.Shared;

/// <summary>The place of a row in a list that is sorted by an instant, then by its number; it stands in addresses, so it is read with care.</summary>
/// <param name="At">The instant (UTC).</param>
/// <param name="Id">The number of the row.</param>
public readonly record struct MomentCursor(DateTime At, long Id)
{
    /// <summary>Reads what stood in an address; null for anything that was not written here.</summary>
    public static MomentCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new MomentCursor(new DateTime(at, DateTimeKind.Utc), number) : null;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => FormattableString.Invariant($"{At.Ticks}.{Id}");
}
