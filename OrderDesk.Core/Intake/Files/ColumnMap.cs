using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Where a profile's columns stand in one file.</summary>
public sealed class ColumnMap
{
    private readonly int[] _positions;

    private ColumnMap(int[] positions, IReadOnlyList<string> unknown)
    {
        _positions = positions;
        Unknown = unknown;
    }

    /// <summary>Headers of the file the profile has no use for.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Finds the profile's columns in a header; refuses one that is none, lacks required columns or names a column twice.</summary>
    public static Result<ColumnMap> Match(ImportProfile profile, IReadOnlyList<string> header)
    {
        var byName = new Dictionary<string, FileColumn>(StringComparer.Ordinal);
        foreach (var column in profile.Columns)
        {
            foreach (var name in column.Aliases.Prepend(column.Name))
            {
                byName.Add(Plain(name), column);
            }
        }

        var positions = new int[profile.Columns.Count];
        Array.Fill(positions, -1);
        var unknown = new List<string>();
        for (var position = 0; position < header.Count; position++)
        {
            if (!byName.TryGetValue(Plain(header[position]), out var column))
            {
                unknown.Add(header[position].Trim());
            }
            else if (positions[column.Index] >= 0)
            {
                return OrderFileErrors.DuplicateColumn(header[positions[column.Index]].Trim(), header[position].Trim());
            }
            else
            {
                positions[column.Index] = position;
            }
        }

        if (positions.All(position => position < 0))
        {
            return OrderFileErrors.NoHeader(profile.Name);
        }

        var missing = profile.Columns.Where(c => c.Required && positions[c.Index] < 0).Select(c => c.Name).ToList();
        return missing.Count > 0 ? OrderFileErrors.MissingColumns(string.Join(", ", missing)) : new ColumnMap(positions, unknown);
    }

    /// <summary>Where a column stands in the file, or −1.</summary>
    public int PositionOf(FileColumn column) => _positions[column.Index];

    /// <summary>The text of a column in a row, trimmed; empty where the file has no such column.</summary>
    public string Text(FileRow row, FileColumn column)
    {
        var position = _positions[column.Index];
        return position >= 0 && position < row.Fields.Count ? row.Fields[position].Trim() : "";
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '.' or '\uFEFF'))).ToLowerInvariant();
}
