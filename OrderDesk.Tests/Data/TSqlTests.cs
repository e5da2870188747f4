using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>The stand-in for a SQL Server, tried itself.</summary>
public class TSqlTests
{
    private static readonly Dictionary<string, IReadOnlySet<string>> Model = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StockLevels"] = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Id", "OnHand", "Reserved", "Version" },
        ["Orders"] = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Id", "Status", "PlacedAt" },
    };

    [Theory]
    [InlineData("SELECT Id FROM Orders ORDER BY Id LIMIT 5")]
    [InlineData("INSERT INTO Orders (Id) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("EXEC(N'SELECT Id FROM Orders LIMIT 5')")]
    [InlineData("BEGIN TRANSACTION; CREATE TRIGGER t ON Orders INSTEAD OF DELETE AS THROW 50000, 'no', 1")]
    [InlineData("SELECT Id FROM Orders WHERE Status ILIKE 'a%'")]
    public void What_only_the_other_databases_understand_is_refused(string sql) => Assert.NotEmpty(TSql.Errors(sql));

    [Theory]
    [InlineData("SELECT COUNT(*) FROM Order_s", "table Order_s")]
    [InlineData("SELECT Number FROM Orders", "column Number")]
    [InlineData("UPDATE StockLevels SET Reservd = Reserved + 1 WHERE Id = @id", "column Reservd")]
    [InlineData("SELECT o.Version FROM Orders o JOIN StockLevels s ON s.Id = o.Id", "column o.Version")]
    [InlineData("INSERT INTO Orders (Id, Colour) VALUES (1, 2)", "column Colour")]
    [InlineData("UPDATE StockLevels SET Reserved = 0 OUTPUT inserted.Rest", "column inserted.Rest")]
    [InlineData("SELECT CAST(Id AS boolean) FROM Orders", "type boolean")]
    public void A_name_that_is_not_in_the_model_is_seen(string sql, string unknown) => Assert.Equal([unknown], TSql.Unknown(sql, Model));

    [Theory]
    [InlineData("UPDATE [StockLevels] SET [Reserved] = [Reserved] + @quantity, Version += 1 OUTPUT inserted.Reserved WHERE [Id] = @id AND [OnHand] - [Reserved] >= @quantity")]
    [InlineData("UPDATE s SET s.Reserved = 0 FROM StockLevels AS s WITH (UPDLOCK, ROWLOCK) WHERE s.Id IN (SELECT value FROM OPENJSON(@ids) WITH (value bigint '$'))")]
    [InlineData("WITH due AS (SELECT TOP (5) o.Id AS Chosen FROM Orders o WITH (READPAST) ORDER BY o.PlacedAt) SELECT d.Chosen FROM due d")]
    [InlineData("SELECT x.Many FROM (SELECT COUNT(*) AS Many, Status FROM dbo.Orders GROUP BY Status) AS x WHERE x.Status = 'OnHold'")]
    [InlineData("MERGE Orders WITH (HOLDLOCK) AS target USING (VALUES (@id, @status)) AS source (Id, NewStatus) ON target.Id = source.Id WHEN MATCHED THEN UPDATE SET Status = source.NewStatus WHEN NOT MATCHED THEN INSERT (Id, Status) VALUES (source.Id, source.NewStatus);")]
    [InlineData("SELECT t.name FROM sys.tables AS t")]
    public void Good_statements_pass(string sql)
    {
        Assert.Empty(TSql.Errors(sql));
        Assert.Empty(TSql.Unknown(sql, Model));
    }
}
