using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore.ValueGeneration;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>SQLite hands back Unspecified and PostgreSQL refuses anything but UTC, so there is one kind everywhere.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value,
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, long>(id => id.Value, FromNumber) where TId : struct, ITypedId
{
    private static Expression<Func<long, TId>> FromNumber
    {
        get
        {
            var value = Expression.Parameter(typeof(long));
            return Expression.Lambda<Func<long, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(long)])!, value), value);
        }
    }
}

/// <summary>Gives a new child row the next number of its kind from the pool; the pool never opens a connection here.</summary>
internal sealed class PooledIdGenerator<TId> : ValueGenerator<TId> where TId : struct, ITypedId
{
    private static readonly Func<long, TId> Make = Compile();

    public override bool GeneratesTemporaryValues => false;

    public override TId Next(EntityEntry entry) => Make(((OrderDeskDb)entry.Context).Ids.Next(typeof(TId).Name));

    private static Func<long, TId> Compile()
    {
        var value = Expression.Parameter(typeof(long));
        return Expression.Lambda<Func<long, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(long)])!, value), value).Compile();
    }
}

internal static class ModelConventions
{
    public static void HaveTypedIds(this ModelConfigurationBuilder conventions)
    {
        foreach (var id in typeof(ITypedId).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(ITypedId))))
        {
            conventions.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }
    }

    /// <summary>Every aggregate checks its version, on every engine.</summary>
    public static void HaveVersions(this ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(Entity))).ToList())
        {
            model.Entity(type.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
            model.Entity(type.ClrType).Ignore(nameof(Entity.Kind)).Ignore(nameof(Entity.Key)).Ignore(nameof(Entity.Audited));
        }
    }

    /// <summary>A typed key named Id comes from the id pool unless the aggregate brought its own.</summary>
    public static void HavePooledIds(this ModelBuilder model, Action<IMutableProperty> notFromTheEngine)
    {
        foreach (var type in model.Model.GetEntityTypes().ToList())
        {
            var key = type.FindPrimaryKey()?.Properties;
            if (key is [{ Name: "Id" } id] && id.ClrType.IsAssignableTo(typeof(ITypedId)))
            {
                var generator = typeof(PooledIdGenerator<>).MakeGenericType(id.ClrType);
                // The snapshot knows no typed ids and would take a generated number for the engine's own.
                id.ValueGenerated = EF.IsDesignTime ? ValueGenerated.Never : ValueGenerated.OnAdd;
                notFromTheEngine(id);
                id.SetValueGeneratorFactory((_, _) => (ValueGenerator)Activator.CreateInstance(generator)!);
            }
        }
    }

    public static void HaveSnakeCaseNames(this ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            type.SetTableName(Snake(type.GetTableName()!));
            foreach (var property in type.GetProperties())
            {
                if (property.GetColumnName() == property.Name)
                {
                    property.SetColumnName(Snake(property.Name));
                }
            }

            NameComplexColumns(type);
            foreach (var key in type.GetKeys())
            {
                key.SetName(Snake(key.GetName()!));
            }

            foreach (var foreignKey in type.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!));
            }

            foreach (var index in type.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }
        }
    }

    private static void NameComplexColumns(IMutableTypeBase type, string prefix = "")
    {
        foreach (var complex in type.GetComplexProperties())
        {
            var start = prefix + Snake(complex.Name) + "_";
            foreach (var property in complex.ComplexType.GetProperties())
            {
                property.SetColumnName(start + Snake(property.Name));
            }

            NameComplexColumns(complex.ComplexType, start);
        }
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (char.IsUpper(letter) && i > 0 && name[i - 1] != '_' && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
