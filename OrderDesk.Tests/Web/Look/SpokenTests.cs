using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Services;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Web.Shell;

namespace OrderDesk.Tests.Web.Look;

/// <summary>Words that are asked for are there, and MudBlazor speaks Chinese too.</summary>
public sealed partial class SpokenTests : BunitContext
{
    /// <summary>Names, formats, units and what an operator types as it is.</summary>
    private static readonly HashSet<string> SameInEveryLanguage =
    [
        "OrderDesk", "Excel", "CSV", "JSON", "UTF-8", "ISO", "API", "SKU", "SQLite", "SMTP", "URL", "PDF", "TOTP", "IP", "KB", "MB", "GB", "gz", "OD", "Shopify",
        "Authorization", "Bearer", "key", "Retry-After", "Idempotency-Key", "application", "json", "true", "false",
        "restore", "migrate", "seed", "FILE", "Storage", "DataDirectory", "ConnectionStrings", "Demo", "Enabled",
        "OD-1000123", "product", "Online", "Retail", "UCI", "GBP", "PostgreSQL", "SQL", "Server", "pg", "dump", "BACKUP", "RESTORE", "DATABASE",
    ];

    private static readonly string[] Spoken = ["theme", "density", "keys"];

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void Every_text_of_MudBlazor_is_said_in_Chinese(string language)
    {
        var english = MudTexts();
        var chinese = Words.Read(SourceFile.All.Single(file => file.Path == $"OrderDesk.Web/Shell/Mud.{language}.resx").Text);

        Assert.Equal(155, english.Count);
        Assert.Empty(Words.Differences(english, chinese));
        Assert.DoesNotContain(chinese, text => Letters().IsMatch(Hole().Replace(text.Value, "")));
    }

    [Theory]
    [InlineData("zh-Hans", "下一页")]
    [InlineData("zh-Hant", "下一頁")]
    [InlineData("en", "Next page")]
    public void MudBlazor_asks_us_for_its_words(string language, string next)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddTransient<MudLocalizer, ResxMudLocalizer>();

        var pages = Render<MudPagination>(p => p.Add(m => m.Count, 3));

        Assert.Contains(next, pages.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void No_English_is_left_in_Chinese_texts_except_names_that_have_no_Chinese(string language)
    {
        var english =
            from file in SourceFile.Under("OrderDesk.Web", $".{language}.resx")
            from text in Words.Read(file.Text)
            from word in Word().Matches(Hole().Replace(text.Value, "")).Select(match => match.Value)
            where !SameInEveryLanguage.Contains(word)
            select $"{file.Path}: {text.Key} says {word}";

        Assert.Empty(english);
    }

    [Fact]
    public void Every_word_a_component_asks_for_is_there()
    {
        var missing =
            from component in SourceFile.Under("OrderDesk.Web", ".razor").Concat(SourceFile.Under("OrderDesk.Web", ".razor.cs"))
            let anchor = Anchor().Match(component.Text)
            where anchor.Success
            let resource = SourceFile.All.SingleOrDefault(file => file.Path.EndsWith($"/{anchor.Groups[1].Value}.resx", StringComparison.Ordinal))
            let words = resource is null ? new Dictionary<string, string>() : Words.Read(resource.Text)
            from asked in Asked().Matches(component.Text)
            from key in Literal().Matches(asked.Groups[1].Value).Select(match => match.Groups[1].Value)
            where !words.ContainsKey(key)
            select $"{component.Path}: {key}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_entry_of_the_rail_and_every_choice_has_words()
    {
        Services.AddLocalization();
        var words = Services.GetRequiredService<IStringLocalizer<Messages>>();
        var asked = NavItem.All.Select(item => item.WordKey)
            .Concat(from choice in Spoken from value in UiPrefs.Choices[choice] select $"user.{choice}.{value}");

        Assert.DoesNotContain(asked, key => words[key].ResourceNotFound);
    }

    private static Dictionary<string, string> MudTexts()
    {
        using var stream = typeof(MudButton).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!;
        using var reader = new ResourceReader(stream);
        return reader.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Letters();

    [GeneratedRegex("[A-Za-z][A-Za-z0-9-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"IStringLocalizer<(?:\w+\.)*(\w+)> Words\b")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\bWords\[([^\]]*)\]")]
    private static partial Regex Asked();

    [GeneratedRegex("(?<!\\$)\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*)\"")]
    private static partial Regex Literal();
}
