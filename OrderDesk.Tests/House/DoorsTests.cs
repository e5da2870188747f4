using OrderDesk.Tests.House.Rules;

namespace OrderDesk.Tests.House;

/// <summary>One door in, one door out.</summary>
public class DoorsTests
{
    /// <summary>Files outside Core/Data that write past the change tracker, each for a reason its own comment gives.</summary>
    private static readonly HashSet<string> MayWrite = ["OrderDesk.Core/Customers/CustomerBook.cs", "OrderDesk.Core/Inventory/StockBook.cs", "OrderDesk.Core/Review/Bulk/BulkSteps.cs"];

    /// <summary>Entrances that nobody asks through: they run inside OrderDesk or before anybody can be signed in.</summary>
    private static readonly HashSet<string> WithoutActor = ["CustomerRoll.ReadAsync", "SignIn.RunAsync", "SignInSecondFactor.RunAsync", "AcceptLink.RunAsync"];

    /// <summary>Where raw SQL stands: in the dialects, so that each engine's is read and tried.</summary>
    private static readonly HashSet<string> Dialects =
    [
        "OrderDesk.Core/Data/Dialect.cs", "OrderDesk.Core/Data/DialectUpkeep.cs", "OrderDesk.Core/Data/Providers/SqliteDialect.cs", "OrderDesk.Core/Data/Providers/PostgreSqlDialect.cs",
        "OrderDesk.Core/Data/Providers/SqlServerDialect.cs",
        // The upkeep of a SQLite file: it runs on no other engine, and no query stands there.
        "OrderDesk.Core/Data/SchemaUpgrade.cs", "OrderDesk.Core/Data/SqliteFile.cs",
        // Questions to the books, read only and in words every engine knows.
        "OrderDesk.Core/Data/Checks/DataInvariants.cs", "OrderDesk.Core/Intake/IntakeInvariants.cs", "OrderDesk.Core/Inventory/StockInvariants.cs",
        "OrderDesk.Core/Orders/OrderInvariants.cs", "OrderDesk.Core/Review/ReviewInvariants.cs",
    ];

    private static IEnumerable<SourceFile> Features => SourceFile.Code("OrderDesk.Core").Where(file => file.Folder(1) is not ("Data" or "Shared"));

    [Fact]
    public void Every_use_case_first_asks_whether_the_actor_may() =>
        Assert.Empty(Features.SelectMany(file => Doors.WithoutAsking(file.Text), (file, method) => $"{file.Path}: {method}"));

    [Fact]
    public void Every_use_case_takes_an_actor() =>
        Assert.Empty(Features.SelectMany(file => Doors.WithoutActor(file.Text)).Except(WithoutActor));

    [Fact]
    public void Only_the_desk_writes()
    {
        var offences =
            from file in Features.Concat(SourceFile.Code("OrderDesk.Web"))
            where !MayWrite.Contains(file.Path)
            from name in Doors.Writes(file.Text)
            select $"{file.Path} calls {name}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Raw_sql_stands_in_the_dialects_only()
    {
        var offences =
            from file in SourceFile.Code("OrderDesk.Core").Concat(SourceFile.Code("OrderDesk.Web"))
            where !Dialects.Contains(file.Path)
            from sql in Doors.RawSql(file.Text)
            select $"{file.Path}: {sql}";

        Assert.Empty(offences);
    }

    [Fact]
    public void The_lists_of_exceptions_hold_nothing_that_is_gone()
    {
        Assert.DoesNotContain(MayWrite, path => !SourceFile.All.Any(file => file.Path == path && Doors.Writes(file.Text).Count > 0));
        Assert.Empty(WithoutActor.Except(Features.SelectMany(file => Doors.WithoutActor(file.Text))));
    }

    [Theory]
    [InlineData("await desk.WriteAsync(work, ct); return Result.Ok;")]
    [InlineData("var may = actor.CanDo(1); return Result.Ok;")]
    [InlineData("log.Asked(); if (!actor.Can(P)) { return No; } return Result.Ok;")]
    [InlineData("if (other.Can(P)) { return No; } return Result.Ok;")]
    [InlineData("if (id > 0) { actor.Can(P); }")]
    [InlineData("")]
    public void A_use_case_that_does_not_ask_first_is_seen(string body) =>
        Assert.Equal(["DecideReview.RunAsync"], Doors.WithoutAsking(UseCase($"{{ {body} }}")));

    [Theory]
    [InlineData("{ if (!actor.Can(P)) { return No; } return Yes; }")]
    [InlineData("{ if (!actor.Can(P) || !actor.Can(Q)) { return No; } return Yes; }")]
    [InlineData("=> actor.Can(P) ? desk.WriteAsync(work, ct) : No;")]
    public void A_use_case_that_asks_first_is_not(string body) => Assert.Empty(Doors.WithoutAsking(UseCase(body)));

    [Fact]
    public void A_use_case_without_an_actor_is_seen() =>
        Assert.Equal(["ReviewQueue.ReadAsync"], Doors.WithoutActor("public sealed class ReviewQueue { public Task<int> ReadAsync(int take, CancellationToken ct) => null!; }"));

    [Theory]
    [InlineData("await db.SaveChangesAsync(ct);", "SaveChangesAsync")]
    [InlineData("await db.Orders.ExecuteUpdateAsync(set => set, ct);", "ExecuteUpdateAsync")]
    [InlineData("await db.Database.BeginTransactionAsync<int>(ct);", "BeginTransactionAsync")]
    public void A_write_past_the_desk_is_seen(string statement, string name) =>
        Assert.Equal([name], Doors.Writes($"class C {{ async Task M() {{ {statement} }} }}"));

    [Fact]
    public void A_word_in_a_comment_is_not_a_write() => Assert.Empty(Doors.Writes("// SaveChangesAsync is for the desk\nclass C { string s = \"SaveChanges\"; }"));

    [Theory]
    [InlineData("\"SELECT id FROM orders\"")]
    [InlineData("$\"UPDATE {table} SET x = 1\"")]
    [InlineData("\"\"\"\n    DELETE FROM orders\n    \"\"\"")]
    public void Raw_sql_is_seen(string text) => Assert.Single(Doors.RawSql($"class C {{ string s = {text}; }}"));

    [Fact]
    public void A_sentence_is_not_raw_sql() => Assert.Empty(Doors.RawSql("class C { string s = \"Select a row from the list\"; string t = \"update the order\"; }"));

    private static string UseCase(string body) => $"public sealed class DecideReview {{ public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct) {body} }}";
}
