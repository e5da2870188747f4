using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Providers;

namespace OrderDesk.Tests.Data;

/// <summary>The model and its migrations agree, on every engine.</summary>
public class MigrationsTests
{
    public static TheoryData<StorageProvider> Providers() => [.. Enum.GetValues<StorageProvider>()];

    [Theory, MemberData(nameof(Providers))]
    public void Nothing_in_the_model_waits_for_a_migration(StorageProvider provider)
    {
        using var db = Context(provider);

        Assert.False(db.Database.HasPendingModelChanges(), $"The model has moved on: run scripts/add-migration.sh ({provider}).");
    }

    [Theory, MemberData(nameof(Providers))]
    public void Every_engine_has_the_same_migrations(StorageProvider provider)
    {
        using var db = Context(provider);
        using var sqlite = Context(StorageProvider.Sqlite);

        var names = db.Database.GetMigrations().Select(WithoutTime).ToList();

        Assert.NotEmpty(names);
        Assert.Equal(sqlite.Database.GetMigrations().Select(WithoutTime), names);
    }

    private static string WithoutTime(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static OrderDeskDb Context(StorageProvider provider) => provider switch
    {
        StorageProvider.Sqlite => new SqliteDesign().CreateDbContext([]),
        StorageProvider.PostgreSql => new PostgreSqlDesign().CreateDbContext([]),
        StorageProvider.SqlServer => new SqlServerDesign().CreateDbContext([]),
    };
}
