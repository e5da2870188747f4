using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>How rows of one kind lie in their table: every column by the model's own names, with its value as the engine keeps it.</summary>
public sealed class BulkTable
{
    private static readonly ConcurrentDictionary<IEntityType, BulkTable> Known = new();

    private readonly Func<object, object?>[] _read;

    private BulkTable(IEntityType type)
    {
        Name = type.GetTableName()!;
        var properties = Flat(type).Where(property => !ComesFromTheEngine(property)).ToArray();
        Columns = [.. properties.Select(property => property.GetColumnName())];
        ClrTypes = [.. properties.Select(ProviderType)];
        _read = [.. properties.Select(Reader)];
        if (type.FindPrimaryKey() is { Properties: [{ Name: "Id" } id] } && id.ClrType.IsAssignableTo(typeof(ITypedId)))
        {
            Key = Array.IndexOf(properties, id);
            KeyKind = id.ClrType.Name;
        }
    }

    /// <summary>The table.</summary>
    public string Name { get; }

    /// <summary>The columns that are written.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The type each value is given to the engine as.</summary>
    public IReadOnlyList<Type> ClrTypes { get; }

    /// <summary>Which column is a key from the id pool, or −1.</summary>
    public int Key { get; } = -1;

    /// <summary>The kind of id of the key.</summary>
    public string KeyKind { get; } = "";

    /// <summary>The table of a kind of row.</summary>
    public static BulkTable Of(OrderDeskDb db, Type row) => Known.GetOrAdd(
        db.Model.FindEntityType(row) ?? throw new ArgumentException($"{row.Name} is no row of the model.", nameof(row)), type => new BulkTable(type));

    /// <summary>What stands in a column, as the engine keeps it; null where nothing does.</summary>
    public object? Read(object row, int column) => _read[column](row);

    private static IEnumerable<IProperty> Flat(ITypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => Flat(complex.ComplexType)));

    private static bool ComesFromTheEngine(IProperty property) =>
        property.ValueGenerated is not ValueGenerated.Never && property.GetValueGeneratorFactory() is null;

    private static Type ProviderType(IProperty property)
    {
        var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        if (property.IsShadowProperty())
        {
            throw new InvalidOperationException($"{property} stands in no row and cannot be written in bulk.");
        }

        var getter = property.GetGetter();
        return property.GetRelationalTypeMapping().Converter is { } converter
            ? row => converter.ConvertToProvider(getter.GetClrValueUsingContainingEntity(row))
            : getter.GetClrValueUsingContainingEntity;
    }
}

/// <summary>Rows of one table on their way in; a row without a number of its own gets the next of a reserved range.</summary>
public sealed class BulkRows(BulkTable table, IReadOnlyList<object> rows, long firstId)
{
    private long _nextId = firstId;

    /// <summary>The table.</summary>
    public BulkTable Table => table;

    /// <summary>How many rows.</summary>
    public int Count => rows.Count;

    /// <summary>What stands in a column of a row; to be asked once for each, row by row.</summary>
    public object? Take(int row, int column)
    {
        var value = table.Read(rows[row], column);
        return column == table.Key && value is 0L ? _nextId++ : value;
    }
}
