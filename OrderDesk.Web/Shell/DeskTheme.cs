using MudBlazor;

namespace OrderDesk.Web.Shell;

/// <summary>MudBlazor in the shapes of the desk. Its colours come from tokens.css through mud.css, so both themes, the system's choice and the first paint agree.</summary>
internal static class DeskTheme
{
    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px", DrawerWidthLeft = "220px", DrawerMiniWidthLeft = "56px" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(level => level < 2 ? "none" : "var(--shadow)")] },
        Typography = new Typography
        {
            Default = Set(new DefaultTypography(), "0.875rem", "400", "1.45"),
            H1 = Set(new H1Typography(), "1.75rem", "600", "1.2"),
            H2 = Set(new H2Typography(), "1.25rem", "600", "1.3"),
            H3 = Set(new H3Typography(), "1.25rem", "600", "1.3"),
            H4 = Set(new H4Typography(), "1rem", "600", "1.4"),
            H5 = Set(new H5Typography(), "1rem", "600", "1.4"),
            H6 = Set(new H6Typography(), "1rem", "600", "1.4"),
            Subtitle1 = Set(new Subtitle1Typography(), "0.875rem", "400", "1.45"),
            Subtitle2 = Set(new Subtitle2Typography(), "0.8125rem", "500", "1.45"),
            Body1 = Set(new Body1Typography(), "0.875rem", "400", "1.45"),
            Body2 = Set(new Body2Typography(), "0.8125rem", "400", "1.45"),
            Button = Set(new ButtonTypography(), "0.875rem", "500", "1.45"),
            Caption = Set(new CaptionTypography(), "0.75rem", "400", "1.45"),
            Overline = Set(new OverlineTypography(), "0.75rem", "500", "1.45"),
        },
    };

    private static T Set<T>(T typography, string size, string weight, string leading)
        where T : BaseTypography
    {
        typography.FontFamily = ["var(--font)"];
        typography.FontSize = size;
        typography.FontWeight = weight;
        typography.LineHeight = leading;
        typography.LetterSpacing = "normal";
        typography.TextTransform = "none";
        return typography;
    }
}
