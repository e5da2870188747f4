using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>Names and tests as we like to read them.</summary>
public class HabitsTests
{
    private static readonly HashSet<string> Registrations = ["CoreServices", "WebServices"];

    /// <summary>Where the tools of the tests wait for a process they started to answer, and tests of waiting itself.</summary>
    private static readonly HashSet<string> MayWait = ["PostgresCluster.cs", "ServerProcess.cs", "TcpRelay.cs"];

    [Fact]
    public void Types_are_named_after_what_they_are() =>
        Assert.Empty(SourceFile.Code("OrderDesk.Core").Concat(SourceFile.Code("OrderDesk.Web")).SelectMany(file => Habits.EmptyNames(file.Text)).Except(Registrations));

    [Fact]
    public void Public_types_of_core_say_what_they_are() =>
        Assert.Empty(SourceFile.Code("OrderDesk.Core").SelectMany(file => Habits.Unexplained(file.Text), (file, type) => $"{file.Path}: {type}"));

    [Fact]
    public void Test_names_are_sentences() =>
        Assert.Empty(SourceFile.Code("OrderDesk.Tests").SelectMany(file => Habits.NotSentences(file.Text)));

    [Fact]
    public void Tests_wait_for_something_and_not_for_a_while() =>
        Assert.Empty(SourceFile.Code("OrderDesk.Tests").Where(file => !MayWait.Contains(file.Name) && Habits.Sleeps(file.Text)).Select(file => file.Path));

    [Fact]
    public void An_empty_name_is_seen() => Assert.Equal(["OrderManager", "StockHelper"], Habits.EmptyNames("class OrderManager; class Order; record StockHelper;"));

    [Fact]
    public void A_name_that_is_no_sentence_is_seen() =>
        Assert.Equal(["TestApprove"], Habits.NotSentences("class T { [Fact] public void TestApprove() { } [Fact] public void A_claim_lapses() { } void Step() { } }"));

    [Fact]
    public void A_sleep_is_seen()
    {
        Assert.True(Habits.Sleeps("class T { async Task M() { await Task.Delay(500); } }"));
        Assert.True(Habits.Sleeps("class T { void M() { Thread.Sleep(500); } }"));
        Assert.False(Habits.Sleeps("class T { async Task M() { await Task.Yield(); } // Task.Delay\n }"));
    }

    [Fact]
    public void A_type_without_a_sentence_is_seen() =>
        Assert.Equal(["Order"], Habits.Unexplained("namespace N; public class Order; /// <summary>One line.</summary>\npublic class Line; internal class Inner;"));
}
