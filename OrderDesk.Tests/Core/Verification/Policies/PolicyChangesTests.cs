using System.Reflection;
using System.Text.Json.Serialization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Tests.House.Rules;
using OrderDesk.Tests.Support;
using OrderDesk.Web.Shell;
using static OrderDesk.Core.Verification.Policies.RuleOperator;

namespace OrderDesk.Tests.Core.Verification.Policies;

/// <summary>A policy as it is kept, and what one says differently from another in words.</summary>
public class PolicyChangesTests
{
    private static readonly IReadOnlyDictionary<string, string> English = Words.Read(File.ReadAllText(RepoRoot.At("OrderDesk.Web", "Shell", "Messages.resx")));

    private static readonly CustomRule Rule = new()
    {
        Code = "night",
        Name = "Night orders",
        When = new RuleGroup(RuleJoin.All, [new RuleLeaf("order.placed-hour", Between, ["22", "6"])], [RuleGroup.Any(new RuleLeaf("order.total", AtLeast, ["500"], "GBP"), new RuleLeaf("customer.known", Is, ["no"]))]),
        Then = new RuleActions { Hold = HoldType.Customer, Tag = "night", Queue = "Night", TwoPeople = true },
    };

    [Fact]
    public void The_document_keeps_every_property_of_the_policy()
    {
        var full = Full();

        var read = PolicyText.Read(PolicyText.Write(full), 7);

        Assert.Equal(7, read.Version);
        Assert.Empty(PolicyChanges.Between(full, read));
        foreach (var property in Kept())
        {
            var (before, after) = (property.GetValue(full), property.GetValue(read));
            Assert.Equal(PolicyText.Write(Only(property, before)), PolicyText.Write(Only(property, after)));
            Assert.NotEqual(PolicyText.Write(Only(property, before)), PolicyText.Write(new VerificationPolicy()));
        }

        Assert.Equal(Rule.When.AllLeaves.Select(leaf => string.Join('|', leaf.Values)), read.Rules[0].When.AllLeaves.Select(leaf => string.Join('|', leaf.Values)));
        Assert.Equal(Rule.Then, read.Rules[0].Then);
    }

    [Fact]
    public void No_property_of_the_policy_can_be_changed_without_a_word()
    {
        var full = Full();

        foreach (var property in Kept())
        {
            Assert.True(PolicyChanges.Between(new VerificationPolicy(), Only(property, property.GetValue(full))).Count > 0, $"{property.Name} changes without a word.");
        }
    }

    [Fact]
    public void Every_sentence_of_a_difference_can_be_said()
    {
        var changes = PolicyChanges.Between(new VerificationPolicy(), Full()).Concat(PolicyChanges.Between(Full(), new VerificationPolicy()));

        Assert.All(changes, change => Assert.DoesNotContain("??", Said(change), StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_reads_as_one_would_say_it()
    {
        var before = new VerificationPolicy { BlockedMail = ["@old.example"], Rules = [Rule, Rule with { Code = "gone", Name = "Gone" }] };
        var after = before with
        {
            OrdersPerHour = 5,
            CreditBadShare = 0.25m,
            Checks = new Dictionary<string, CheckSetting> { ["remark"] = new() { Mode = CheckMode.Off }, ["billing"] = new() { Points = 30 } },
            FirstOrderLimits = before.FirstOrderLimits.Where(limit => limit.Key != "JPY").Append(KeyValuePair.Create("SEK", 7_000m)).ToDictionary(limit => limit.Key, limit => limit.Key is "GBP" ? 750m : limit.Value),
            BlockedMail = ["@new.example"],
            Rules = [Rule with { Name = "Nights", On = false }, Rule with { Code = "new", Name = "New" }],
        };

        Assert.Equal(
            [
                "Orders of one person within an hour, at most: 3 → 5 orders", "Earlier orders that may have gone wrong: 50 → 25 %",
                "Check “Billing address”: 15 → 30 points", "Check “Customer's remark”: Hold → Off",
                "First order never doubted up to: GBP 500.00 → GBP 750.00", "First order never doubted up to: JPY 100,000 removed", "First order never doubted up to: SEK 7,000.00 added",
                "Blocked e-mail addresses and domains: @new.example added", "Blocked e-mail addresses and domains: @old.example removed",
                "Rule “Nights” changed: its name, switched off", "Rule “New” added", "Rule “Gone” removed",
            ],
            PolicyChanges.Between(before, after).Select(Said));
    }

    [Fact]
    public void Rules_that_ask_the_same_in_another_order_have_not_changed()
    {
        var turned = Rule with { When = new RuleGroup(RuleJoin.All, Rule.When.Leaves, [RuleGroup.Any([.. Rule.When.Groups[0].Leaves.Reverse()])]) };

        Assert.Empty(PolicyChanges.Between(new VerificationPolicy { Rules = [Rule] }, new VerificationPolicy { Rules = [turned] }));
        Assert.Equal("policy.diff.rule-order", Assert.Single(PolicyChanges.Between(
            new VerificationPolicy { Rules = [Rule, Rule with { Code = "b" }] }, new VerificationPolicy { Rules = [Rule with { Code = "b" }, Rule] })).Words.Code);
    }

    [Fact]
    public void Every_threshold_of_the_policy_is_on_the_list()
    {
        var numbers = Kept().Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(long) || property.PropertyType == typeof(decimal)).Select(property => property.Name);
        var lists = Kept().Where(property => property.PropertyType == typeof(IReadOnlyList<string>)).Select(property => property.Name);

        Assert.Equal(numbers.Order(), PolicyThresholds.List.Select(threshold => threshold.Key).Order());
        Assert.Equal(lists.Order(), PolicyEntries.List.Select(list => list.Key).Order());
    }

    private static IEnumerable<PropertyInfo> Kept() => typeof(VerificationPolicy).GetProperties().Where(property => !property.IsDefined(typeof(JsonIgnoreAttribute)));

    /// <summary>A policy of which nothing is as it comes.</summary>
    private static VerificationPolicy Full() => Kept().Aggregate(new VerificationPolicy(), (policy, property) => With(policy, property, property.GetValue(policy) switch
    {
        int number => number + 1,
        long number => number + 1,
        decimal share when property.Name is nameof(VerificationPolicy.CreditBadShare) => share / 2,
        decimal number => number + 0.5m,
        IReadOnlyList<string> => (IReadOnlyList<string>)[property.Name.Contains("Countries", StringComparison.Ordinal) ? "FR" : $"{property.Name}@example.com, SW1A 1AA, GB"],
        IReadOnlyDictionary<string, decimal> => new Dictionary<string, decimal> { ["GBP"] = 1.25m },
        IReadOnlyDictionary<string, CheckSetting> => new Dictionary<string, CheckSetting> { ["phone"] = new() { Mode = CheckMode.Warn, Points = 7 } },
        IReadOnlyList<CustomRule> => (IReadOnlyList<CustomRule>)[Rule],
        var other => throw new InvalidOperationException($"The test must learn of {property.Name} ({other})."),
    }));

    private static VerificationPolicy Only(PropertyInfo property, object? value) => With(new VerificationPolicy(), property, value);

    private static VerificationPolicy With(VerificationPolicy policy, PropertyInfo property, object? value)
    {
        var changed = policy with { };
        property.SetValue(changed, value);
        return changed;
    }

    private static string Said(PolicyChange change) => HoldWords.Of(change.Words, (code, args) =>
        English.TryGetValue(code, out var words) ? string.Format(System.Globalization.CultureInfo.InvariantCulture, words, args) : $"?? {code}");
}
