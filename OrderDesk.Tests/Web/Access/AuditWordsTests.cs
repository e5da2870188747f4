using OrderDesk.Core.Data;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Features.Access;

namespace OrderDesk.Tests.Web.Access;

/// <summary>Whatever can reach the audit trail has a word in every language.</summary>
public sealed class AuditWordsTests
{
    private static IEnumerable<string> Languages => Words.Others.Select(language => $".{language}").Prepend("");

    /// <summary>Without the writer of the automatic lines, whose names are those of the model.</summary>
    private static IEnumerable<SourceFile> Code => SourceFile.Code("OrderDesk.Core").Concat(SourceFile.Code("OrderDesk.Web")).Where(file => file.Name != "AuditTrail.cs");

    [Fact]
    public async Task Every_property_of_an_aggregate_has_a_word_in_every_language()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();
        var fields = AuditedFields.Of(db.Model);

        Assert.Contains("TotalMinor", fields["order"].Keys);
        Assert.Empty(
            from language in Languages
            let words = Read("AuditWords", language)
            from kind in fields
            from name in kind.Value.Keys
            where !words.Contains($"field.{name}") && !words.Contains($"field.{kind.Key}.{name}")
            select $"{language} {kind.Key}: {name}");
    }

    [Fact]
    public void Every_detail_that_is_written_by_hand_has_a_word_in_every_language()
    {
        var details = Code.SelectMany(file => AuditNames.Details(file.Text), (file, name) => (file.Name, Detail: name)).Distinct().ToList();

        Assert.Empty(((IEnumerable<string>)["Actor", "Action", "SecondFactor", "Roles", "sku", "HeldMessages", "RowsRead", "Message"]).Except(details.Select(one => one.Detail)));
        Assert.Empty(
            from language in Languages
            let words = Read("AuditWords", language)
            from one in details
            where !words.Contains($"field.{AuditNames.Key(one.Detail)}")
            select $"{language} {one.Name}: {one.Detail}");
    }

    [Fact]
    public void Every_action_that_is_written_by_hand_has_words_in_every_language()
    {
        var actions = Code.SelectMany(file => AuditNames.Actions(file.Text)).Distinct().ToList();

        Assert.Empty(((IEnumerable<string>)["backup.taken", "import.done", "staff.enabled", "staff.unlocked"]).Except(actions));
        Assert.Empty(Languages.SelectMany(language => actions.Select(action => $"act.{action}").Except(Read("AccessWords", language))));
    }

    [Fact]
    public async Task Every_state_that_a_property_can_hold_has_words()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();
        var words = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Parts", "StateWords.resx"))).Keys.ToHashSet();
        var states = AuditedFields.Of(db.Model).Values.SelectMany(fields => fields.Values).Where(type => type.IsEnum).Distinct().ToList();

        Assert.True(states.Count > 8, "The states were not found.");
        Assert.Empty(states.SelectMany(type => Enum.GetNames(type), (type, name) => $"{type.Name}.{name}").Except(words));
    }

    [Fact]
    public async Task Every_kind_of_row_has_a_word_and_can_be_asked_for()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var db = desk.Db();

        Assert.Empty(AuditedFields.Of(db.Model).Keys.Except(AuditSpoken.Kinds.Select(kind => kind.Kind)));
    }

    [Fact]
    public void A_detail_is_seen_however_it_is_written()
    {
        const string Code = """
            class C
            {
                void M(Write write)
                {
                    write.Audit(late ? "a.late" : "a.done", "a", 1, new { file = name, taken.Value.Sha256, count });
                    write.Audit("a.told", Kind, id, new Dictionary<string, object?[]> { ["Email"] = [null, email], ["Roles"] = [null, roles] });
                    write.Audit("a.changed", Kind, id, StaffWriting.Change("DisplayName", before, after));
                    write.Audit("a.asked", "a", 0, Asked(filter));
                    write.Audit("a.plain", "a", 0);
                }

                static Dictionary<string, object?[]> Asked(Filter filter)
                {
                    Add("Actor", filter.Actor);
                    asked["From"] = [null, $"{filter.From}"];
                }
            }
            """;

        Assert.Equal(["file", "Sha256", "count", "Email", "Roles", "DisplayName", "Actor", "From"], AuditNames.Details(Code));
        Assert.Equal(["a.late", "a.done", "a.told", "a.changed", "a.asked", "a.plain"], AuditNames.Actions(Code));
    }

    [Fact]
    public void A_detail_that_cannot_be_read_has_no_word() => Assert.Equal(
        ["?what", "?Half(1 + 1)", "?Name(key)"],
        AuditNames.Details("""class C { void M() { w.Audit("a", b, 1, what); w.Audit("a", b, 1, Half(1 + 1)); w.Audit("a", b, 1, Told.By(Name(key))); } }"""));

    private static HashSet<string> Read(string file, string language) => [.. Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Features", "Access", $"{file}{language}.resx"))).Keys];
}
