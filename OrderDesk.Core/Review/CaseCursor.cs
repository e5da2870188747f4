using System.Globalization;

namespace OrderDesk.Core.Review;

/// <summary>The place of a case in the queue; it stands in addresses, so it is read with care.</summary>
/// <param name="At">The last safe decision time (UTC).</param>
/// <param name="Worth">What the order is worth, in minor units of the company's currency.</param>
/// <param name="Id">The number of the order.</param>
internal readonly record struct CaseCursor(DateTime At, long Worth, long Id)
{
    /// <summary>Reads what stood in an address; null for anything that was not written here.</summary>
    public static CaseCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var worth, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && long.TryParse(worth, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new CaseCursor(new DateTime(at, DateTimeKind.Utc), minor, number) : null;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => FormattableString.Invariant($"{At.Ticks}.{Worth}.{Id}");
}
