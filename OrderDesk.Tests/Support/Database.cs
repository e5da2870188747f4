using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace OrderDesk.Tests.Support;

/// <summary>The engines a test runs on; SQL Server is checked without a server elsewhere.</summary>
public enum Database
{
    /// <summary>A file of its own.</summary>
    Sqlite,

    /// <summary>A database of its own on the cluster of the test run.</summary>
    PostgreSql,
}

/// <summary>
/// Runs a theory once on every engine. The first parameter takes the engine, the others take <paramref name="arguments"/>:
/// <code>[Theory, EveryDatabase] public async Task A_rejected_order_gives_its_stock_back(Database database)</code>
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryDatabaseAttribute(params object?[] arguments) : DataAttribute
{
    /// <summary>One row for each engine.</summary>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<Database>().Select(database => new TheoryDataRow([database, .. arguments]))]);

    /// <summary>Rows are known before the run.</summary>
    public override bool SupportsDiscoveryEnumeration() => true;
}
