using System.Globalization;

namespace OrderDesk.Web.Parts;

/// <summary>The size of a file as people read it.</summary>
internal static class SizeText
{
    /// <summary>Kilobytes without and megabytes with one decimal, counted as file lists count them (1 KB = 1024 bytes).</summary>
    public static string Of(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes / 1024):N0} KB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0 / 1024.0:N1} MB");
}
