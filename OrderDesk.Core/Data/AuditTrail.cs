using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>Writes the before and after of every audited aggregate into the audit trail, inside the same commit.</summary>
internal static class AuditTrail
{
    public static void Record(Write write)
    {
        foreach (var entry in write.Db.ChangeTracker.Entries<Entity>().ToList())
        {
            var verb = entry.State switch
            {
                EntityState.Added => "created",
                EntityState.Modified => "changed",
                EntityState.Deleted => "deleted",
                EntityState.Detached or EntityState.Unchanged => null,
            };
            if (verb is not null && (entry.Entity.Audited || write.Actor.Kind is ActorKind.Person) && !IsMomentary(entry))
            {
                write.Audit($"{entry.Entity.Kind}.{verb}", entry.Entity.Kind, entry.Entity.Key, Values(entry, write.PartOf));
            }
        }
    }

    /// <summary>Whether nothing has changed but what holds only for the moment.</summary>
    private static bool IsMomentary(EntityEntry entry)
    {
        var changed = entry.State is EntityState.Modified ? entry.Properties.Where(property => property.IsModified && AuditedFields.Has(property.Metadata)).ToList() : [];
        return changed.Count > 0 && changed.TrueForAll(Is<MomentaryAttribute>) && !entry.ComplexProperties.Any(part => part.IsModified);
    }

    /// <summary>Changed values by property: [before, after]; a value marked not audited shows only that it changed.</summary>
    private static Dictionary<string, object?[]> Values(EntityEntry entry, string? partOf)
    {
        var values = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        if (partOf is not null)
        {
            values["PartOf"] = [null, partOf];
        }

        foreach (var property in entry.Properties)
        {
            var changed = entry.State is not EntityState.Modified || property.IsModified;
            if (!changed || !AuditedFields.Has(property.Metadata))
            {
                continue;
            }

            values[property.Metadata.Name] = Is<NotAuditedAttribute>(property) ? [] : entry.State switch
            {
                EntityState.Added => [null, Plain(property.CurrentValue)],
                EntityState.Deleted => [Plain(property.OriginalValue), null],
                EntityState.Modified or EntityState.Detached or EntityState.Unchanged => [Plain(property.OriginalValue), Plain(property.CurrentValue)],
            };
        }

        return values;
    }

    private static bool Is<TAttribute>(PropertyEntry property) where TAttribute : Attribute => property.Metadata.PropertyInfo?.IsDefined(typeof(TAttribute), inherit: true) ?? false;

    private static object? Plain(object? value) => value switch
    {
        ITypedId id => id.Value,
        Enum name => name.ToString(),
        _ => value,
    };
}
