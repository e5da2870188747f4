using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Providers;
using OrderDesk.Core.Shared;
using OrderDesk.Tests.Support;

namespace OrderDesk.Tests.Data;

/// <summary>SQL Server without a server: everything it would be asked to run is read as it would read it.</summary>
public partial class SqlServerSchemaTests
{
    /// <summary>Members of the dialect that answer a text which is not SQL.</summary>
    private static readonly HashSet<string> NotSql = [nameof(Dialect.SearchExpression)];

    public static TheoryData<string> Entities()
    {
        using var dry = new SqlServerDry();
        return [.. dry.Db.Model.GetEntityTypes().Where(type => !type.IsOwned() && type.GetTableName() is not null).Select(type => type.Name)];
    }

    [Fact]
    public void The_whole_schema_is_t_sql()
    {
        using var dry = new SqlServerDry();

        Assert.Empty(TSql.Errors(dry.Db.Database.GenerateCreateScript()));
    }

    [Fact]
    public void The_script_of_all_migrations_is_t_sql()
    {
        using var dry = new SqlServerDry();

        var script = dry.Db.GetService<IMigrator>().GenerateScript();

        Assert.Contains("CREATE TRIGGER audit_entries_keep", script, StringComparison.Ordinal);
        Assert.Empty(TSql.Errors(script));
    }

    [Fact]
    public void The_raw_sql_of_the_dialect_is_t_sql_and_names_only_what_exists()
    {
        using var dry = new SqlServerDry();
        var tables = new Dictionary<string, IReadOnlySet<string>>(SqlServerDry.Tables(dry.Db.Model), StringComparer.OrdinalIgnoreCase);
        foreach (var (table, columns) in TSql.CreatedTables(SqlServerDialect.Instance.SchemaExtras))
        {
            tables[table] = columns;
        }

        var statements = Statements(SqlServerDialect.Instance).ToList();

        Assert.True(statements.Count > 10, "The dialect's raw SQL was not found.");
        Assert.Empty(statements.SelectMany(statement => TSql.Errors(statement.Sql), (statement, error) => $"{statement.Member}: {error}"));
        Assert.Empty(statements.Where(statement => !statement.Member.Contains("Extras", StringComparison.Ordinal))
            .SelectMany(statement => TSql.Unknown(statement.Sql, tables), (statement, unknown) => $"{statement.Member}: {unknown}"));
    }

    [Fact]
    public void Every_member_of_the_dialect_that_answers_sql_can_be_read_here() =>
        Assert.Empty(typeof(Dialect).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.ReturnType == typeof(string)).Select(method => method.Name).Except(NotSql));

    [Theory, MemberData(nameof(Entities))]
    public void Every_row_is_added_changed_and_removed_in_t_sql(string entity)
    {
        using var dry = new SqlServerDry();
        var type = dry.Db.Model.FindEntityType(entity)!;
        foreach (var id in typeof(ITypedId).Assembly.GetTypes().Where(id => id.IsValueType && id.IsAssignableTo(typeof(ITypedId))))
        {
            dry.Db.Ids.Add(id.Name, 1, 1_000);
        }

        EntityState[] states = type.FindPrimaryKey() is null ? [] : [EntityState.Added, EntityState.Modified, EntityState.Deleted];

        foreach (var state in states)
        {
            dry.Db.ChangeTracker.Clear();
            var entry = dry.Db.Entry(RuntimeHelpers.GetUninitializedObject(type.ClrType));
            FillComplex(entry.Metadata, entry.Entity);
            foreach (var key in type.FindPrimaryKey()!.Properties.Where(key => key.ClrType == typeof(string)))
            {
                entry.Property(key.Name).CurrentValue = "a";
            }

            entry.State = state;
            TrySave(dry.Db);
        }

        Assert.NotEmpty(dry.Commands);
        Assert.Empty(dry.Commands.SelectMany(TSql.Errors));
        if (SqlServerDialect.Instance.SchemaExtras.Any(extra => OnTable(extra, type.GetTableName()!)))
        {
            Assert.DoesNotContain(dry.Commands.Where(command => command.Contains("INSERT", StringComparison.Ordinal)), command => command.Contains("OUTPUT", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(string Member, string Sql)> Statements(Dialect dialect)
    {
        foreach (var property in dialect.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod is { IsStatic: false }))
        {
            var sql = property.GetValue(dialect) switch
            {
                string one => [one],
                IEnumerable<string> many => many,
                _ => [],
            };
            foreach (var statement in sql)
            {
                yield return (property.Name, statement);
            }
        }
    }

    private static void FillComplex(ITypeBase type, object owner)
    {
        foreach (var complex in type.GetComplexProperties().Where(complex => !complex.ClrType.IsValueType))
        {
            var value = RuntimeHelpers.GetUninitializedObject(complex.ClrType);
            FillComplex(complex.ComplexType, value);
            var field = (MemberInfo?)complex.FieldInfo ?? complex.PropertyInfo;
            (field as FieldInfo)?.SetValue(owner, value);
            (field as PropertyInfo)?.SetValue(owner, value);
        }
    }

    /// <summary>The command is caught; what EF makes of the missing answer does not matter here.</summary>
    private static void TrySave(SqlServerDb db)
    {
        try
        {
            db.SaveChanges();
        }
        catch (Exception failure) when (failure is DbUpdateException or InvalidOperationException)
        {
            // Nothing was updated, because nothing was there.
        }
    }

    private static bool OnTable(string statement, string table) =>
        TriggerOn().Match(statement) is { Success: true } match && string.Equals(match.Groups[1].Value, table, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"CREATE TRIGGER \w+ ON (\w+)")]
    private static partial Regex TriggerOn();
}
