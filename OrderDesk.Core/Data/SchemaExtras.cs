using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderDesk.Core.Data;

/// <summary>What the model cannot say: the search index and the triggers that keep the audit trail append only.</summary>
internal static class SchemaExtras
{
    /// <summary>Called at the end of the first migration of every provider.</summary>
    public static void AddExtras(this MigrationBuilder migration, Dialect dialect) => Run(migration, dialect.SchemaExtras);

    /// <summary>Called at the start of its way back.</summary>
    public static void DropExtras(this MigrationBuilder migration, Dialect dialect) => Run(migration, dialect.DropSchemaExtras);

    private static void Run(MigrationBuilder migration, IReadOnlyList<string> statements)
    {
        foreach (var statement in statements)
        {
            migration.Sql(statement);
        }
    }
}
