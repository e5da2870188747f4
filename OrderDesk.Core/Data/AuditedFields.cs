using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>What the audit trail can say of each kind of row: the properties of its aggregate with their types.</summary>
public static class AuditedFields
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Type>>> Known = new();

    /// <summary>The types of the properties by kind of row and by name, whatever its letter case; without a question mark where they may be empty.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Type>> Of(IModel model) => Known.GetOrAdd(model, Read);

    /// <summary>Whether changes of a property are written into the trail; the key and the version say nothing that the line does not.</summary>
    internal static bool Has(IReadOnlyProperty property) => property.Name is not nameof(Entity.Version) && !property.IsPrimaryKey();

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Type>> Read(IModel model) => model.GetEntityTypes()
        .Where(type => type.ClrType.IsAssignableTo(typeof(Entity)))
        .ToDictionary(KindOf, type => (IReadOnlyDictionary<string, Type>)type.GetProperties().Where(Has)
            .ToDictionary(property => property.Name, property => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, StringComparer.OrdinalIgnoreCase));

    /// <summary>A kind is the same for every row of it, also for one that is not made.</summary>
    private static string KindOf(IEntityType type) => ((Entity)RuntimeHelpers.GetUninitializedObject(type.ClrType)).Kind;
}
