using System.Text.RegularExpressions;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.House;

/// <summary>Everything OrderDesk can say, it can say in every language.</summary>
public partial class WordsTests
{
    /// <summary>What the codes of answers begin with: the features, and what they share. "shipping." also begins the fields of an address.</summary>
    private static readonly HashSet<string> CodeSpaces = [.. FeatureLine.Order.Except(["Shipping"]).Select(feature => feature.ToLowerInvariant()), "storage"];

    private static IEnumerable<SourceFile> English =>
        SourceFile.Under("OrderDesk.Web", ".resx").Where(file => !Words.Others.Any(language => file.Path.EndsWith($".{language}.resx", StringComparison.Ordinal)));

    [Fact]
    public void Every_resource_says_the_same_in_every_language()
    {
        var offences =
            from english in English
            from language in Words.Others
            let path = english.Path.Replace(".resx", $".{language}.resx", StringComparison.Ordinal)
            let other = SourceFile.All.FirstOrDefault(file => file.Path == path)
            from difference in other is null ? ["the file is missing"] : Words.Differences(Words.Read(english.Text), Words.Read(other.Text))
            select $"{path}: {difference}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_state_has_words()
    {
        var words = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Parts", "StateWords.resx"))).Keys.ToHashSet();
        var spoken = words.Select(key => key.Split('.')[0]).ToHashSet();
        var states = typeof(Result).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && (spoken.Contains(type.Name) || StateName().IsMatch(type.Name))).ToList();

        Assert.True(states.Count > 5, "The states were not found.");
        Assert.Empty(states.SelectMany(type => Enum.GetNames(type), (type, name) => $"{type.Name}.{name}").Except(words));
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_is_there()
    {
        var words = English.SelectMany(file => Words.Read(file.Text).Keys).ToHashSet();
        var offences =
            from file in SourceFile.Under("OrderDesk.Web", ".razor").Concat(SourceFile.Code("OrderDesk.Web"))
            from key in Words.Asked(file.Text)
            where !words.Contains(key)
            select $"{file.Path}: {key}";

        Assert.Empty(offences.Distinct());
    }

    [Fact]
    public void Every_word_beside_a_number_has_words_for_one()
    {
        var words = English.SelectMany(file => Words.Read(file.Text).Keys).ToHashSet();
        var asked = SourceFile.Under("OrderDesk.Web", ".razor").Concat(SourceFile.Code("OrderDesk.Web")).SelectMany(file => Words.Counted(file.Text)).ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.SelectMany(key => new[] { key, $"{key}.one" }).Except(words));
        Assert.Empty(words.Where(key => key.EndsWith(".one", StringComparison.Ordinal)).Except(asked.Select(key => $"{key}.one")));
    }

    [Fact]
    public void A_word_beside_a_number_is_seen() => Assert.Equal(["grid.rows"], Words.Counted("<p>@Words.Counted(\"grid.rows\", 3) @Words[\"grid.first\"] @Counted(3)</p>"));

    [Fact]
    public void Everything_on_the_timeline_of_an_order_has_words_in_every_language()
    {
        var codes = SourceFile.Code("OrderDesk.Core").SelectMany(file => Words.Timeline(file.Text)).ToHashSet();
        var offences =
            from ending in Words.Others.Select(language => $".{language}.resx").Prepend(".resx")
            let words = Words.Read(SourceFile.All.Single(file => file.Path == $"OrderDesk.Web/Shell/Messages{ending}").Text)
            from code in codes
            where !words.ContainsKey(code)
            select $"Messages{ending}: {code}";

        Assert.True(codes.Count > 15, "What is written on the timeline was not found.");
        Assert.Empty(offences);
    }

    [Fact]
    public void What_is_written_on_a_timeline_is_seen()
    {
        const string Code = """
            class C
            {
                void A() => Append("order.taken", now);
                void B(Order order) => order.Append(late ? "order.late" : "order.early", now, note: "order.not-a-code");
                void D(Order order) => order.LogReview("review.escalated", actor);
                void E() => text.Append("Not a code");
            }
            """;

        Assert.Equal(["order.early", "order.late", "order.taken", "review.escalated"], Words.Timeline(Code).Order());
    }

    [Fact]
    public void A_word_that_is_asked_for_is_seen() =>
        Assert.Equal(
            ["orders.empty", "say.done", "retry"],
            Words.Asked("<p>@Words[\"orders.empty\", 3]</p> Say.Done(\"say.done\"); _words[\"retry\"]; Words[$\"user.{Name}\"]; Words[key]"));

    [Fact]
    public void Every_code_that_core_answers_with_has_words()
    {
        var words = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Shell", "Messages.resx"))).Keys.ToHashSet();
        var permissions = PermissionMatrixTests.Permissions().ToHashSet();
        var codes =
            from file in SourceFile.Code("OrderDesk.Core")
            from code in Words.Codes(file.Text).Concat(Words.Dotted(file.Text).Where(text => CodeSpaces.Contains(text.Split('.')[0])))
            where !permissions.Contains(code) && !words.Contains(code) && !words.Contains($"{code}-required")
            select $"{code} ({file.Name})";

        Assert.Empty(codes.Distinct());
    }

    [Fact]
    public void The_widgets_speak_every_language_too()
    {
        using var resources = typeof(MudBlazor.MudButton).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!;
        using var reader = new System.Resources.ResourceReader(resources);
        var english = reader.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

        var offences =
            from language in Words.Others
            from difference in Words.Differences(english, Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Shell", $"Mud.{language}.resx"))))
            select $"{language}: {difference}";

        Assert.True(english.Count > 100, "MudBlazor's texts were not found.");
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_translation_keeps_to_its_script()
    {
        var offences =
            from language in Words.Others
            from file in SourceFile.Under("OrderDesk.Web", $".{language}.resx")
            from word in Words.WrongScript(Words.Read(file.Text), language)
            select $"{file.Path}: {word}";

        Assert.Empty(offences);
    }

    [Fact]
    public void A_code_that_core_answers_with_is_seen()
    {
        const string Code = """
            class C
            {
                Error A = Error.Invalid("orders.bad-total", 3);
                Error B = paid ? Error.Conflict("orders.illegal-move") : Error.Unavailable(wait ? "shared.busy" : "shared.full");
                FieldError D = new FieldError("lines[0].sku", "intake.required");
                string Not = "orders.not-a-code";
            }
            """;

        Assert.Equal(["intake.required", "orders.bad-total", "orders.illegal-move", "shared.busy", "shared.full"], Words.Codes(Code).Order());
    }

    [Fact]
    public void A_code_on_its_way_through_a_variable_is_seen() =>
        Assert.Equal(["intake.not-list", "review.gone"], Words.Dotted("class C { void M() { Note(\"lines\", \"intake.not-list\"); const string s = \"review.gone\"; var t = \"Not a code. at all\"; } }"));

    [Fact]
    public void A_translation_that_differs_in_more_than_words_is_seen()
    {
        var english = new Dictionary<string, string> { ["a"] = "Held by {0}", ["b"] = "Ready", ["c"] = "Nothing to show here yet", ["d"] = "x" };
        var other = new Dictionary<string, string> { ["a"] = "由 {1} 处理", ["b"] = " ", ["c"] = "Nothing to show here yet", ["e"] = "y" };

        Assert.Equal(
            ["a has other placeholders", "b is empty", "c is still in English", "d is missing", "e does not exist in English"],
            Words.Differences(english, other).Order());
    }

    [Fact]
    public void A_character_of_the_other_script_is_seen()
    {
        Assert.Equal(["a has 订单"], Words.WrongScript(new Dictionary<string, string> { ["a"] = "订单" }, "zh-Hant"));
        Assert.Equal(["a has 訂單"], Words.WrongScript(new Dictionary<string, string> { ["a"] = "訂單" }, "zh-Hans"));
        Assert.Empty(Words.WrongScript(new Dictionary<string, string> { ["a"] = "訂單已挂起" }, "zh-Hant"));
    }

    [GeneratedRegex("(Status|State|Verdict)$")]
    private static partial Regex StateName();
}
