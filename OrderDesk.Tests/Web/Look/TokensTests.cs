using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Look;

/// <summary>The colours, read from the style sheet itself.</summary>
public sealed partial class TokensTests : BunitContext
{
    private const double Readable = 4.5;

    private static readonly string[] Surfaces = ["bg", "paper", "raised", "hover"];

    private static readonly string[] Texts = ["text", "text-2", "text-3"];

    private static readonly string[] Sheets = ["desk.css", "parts.css", "account.css"];

    /// <summary>What is written on what, beside the three text colours on every surface.</summary>
    private static readonly (string Text, string Under)[] Pairs =
    [
        ("on-accent", "accent"), ("accent-text", "paper"), ("accent-text", "bg"), ("accent-text", "hover"), ("accent-text", "raised"), ("accent-text", "accent-tint"),
        ("text", "accent-tint"), ("text-2", "accent-tint"), ("text-3", "accent-tint"), ("text", "sunk"), ("text-2", "sunk"), ("text-2", "neutral-tint"),
        ("good", "good-tint"), ("warn", "warn-tint"), ("bad", "bad-tint"), ("info", "info-tint"),
        ("good", "paper"), ("warn", "paper"), ("bad", "paper"), ("info", "paper"), ("bad", "bg"), ("paper", "bad"), ("bad", "hover"), ("bad", "accent-tint"),
    ];

    private static readonly string Tokens = Sheet("tokens.css");

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Everything_written_can_be_read(string theme)
    {
        var colours = Colours(theme);
        var pairs = Pairs.Concat(from text in Texts from surface in Surfaces select (text, surface));

        var faint =
            from pair in pairs
            let contrast = Contrast(colours[pair.Item1], colours[pair.Item2])
            where contrast < Readable
            select string.Create(CultureInfo.InvariantCulture, $"{pair.Item1} on {pair.Item2}: {contrast:0.00}");

        Assert.Empty(faint);
    }

    [Fact]
    public void Dark_by_choice_and_dark_by_the_system_are_the_same() => Assert.Equal(Colours("dark"), Colours("system"));

    [Fact]
    public void Dark_gives_every_colour_of_light_another_value() => Assert.Equal(Colours("light").Keys.Order(), Colours("dark").Keys.Order());

    [Fact]
    public void Every_colour_that_MudBlazor_knows_is_one_of_ours()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        var emitted = Render<MudThemeProvider>(p => p.Add(t => t.Theme, DeskTheme.Theme)).Markup;
        var known = PaletteName().Matches(emitted).Select(match => match.Value).ToHashSet();
        var mapped = PaletteName().Matches(Sheet("mud.css")).Select(match => match.Value).ToHashSet();

        Assert.NotEmpty(known);
        Assert.Empty(known.Except(mapped));
    }

    [Fact]
    public void Components_use_the_variables_and_no_colour_of_their_own()
    {
        var offences =
            from file in Sheets
            from line in Sheet(file).Split('\n')
            where HexColour().IsMatch(line) && !line.TrimStart().StartsWith(".qr", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}";

        Assert.Empty(offences);
    }

    [Theory]
    [InlineData("#000000", "#FFFFFF", 21)]
    [InlineData("#767676", "#FFFFFF", 4.54)]
    public void Contrast_is_measured_as_WCAG_does(string one, string other, double contrast) => Assert.Equal(contrast, Contrast(one, other), 2);

    private static Dictionary<string, string> Colours(string theme)
    {
        var start = theme switch
        {
            "light" => "/* light */\n:root {",
            "dark" => "html[data-theme=\"dark\"] {",
            _ => "html[data-theme=\"system\"] {",
        };
        var from = Tokens.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return Token().Matches(Tokens[from..Tokens.IndexOf('}', from)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var channels = Enumerable.Range(0, 3)
            .Select(at => int.Parse(hex.AsSpan(1 + (at * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    private static string Sheet(string name) => File.ReadAllText(RepoRoot.At("wwwroot-assets", "css", name));

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9A-Fa-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex("--mud-palette-[a-z-]+(?=\\s*:)")]
    private static partial Regex PaletteName();

    [GeneratedRegex("#[0-9A-Fa-f]{3,8}\\b(?![^{]*\\{)")]
    private static partial Regex HexColour();
}
