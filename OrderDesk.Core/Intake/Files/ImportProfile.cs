using System.Collections.Frozen;

namespace OrderDesk.Core.Intake.Files;

/// <summary>A column a profile knows.</summary>
/// <param name="Index">Its place among the profile's columns.</param>
/// <param name="Name">Its documented name; letter case, spaces, underscores, hyphens and dots do not matter in a header.</param>
/// <param name="MaxLength">Characters its text may have.</param>
/// <param name="Required">Whether a file without it is refused.</param>
/// <param name="Aliases">Other names it is known by.</param>
public sealed record FileColumn(int Index, string Name, int MaxLength, bool Required = false, params string[] Aliases)
{
    /// <summary>Whether it holds an e-mail address or a phone number, which must also fit where it is folded.</summary>
    public bool IsContact { get; init; }
}

/// <summary>What a file's rows mean: which columns there are, which rows belong together and what they make.</summary>
public abstract class ImportProfile
{
    /// <summary>The name it is chosen by.</summary>
    public abstract string Name { get; }

    /// <summary>Every column it knows.</summary>
    public abstract IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>The column that says which order a row belongs to.</summary>
    public abstract FileColumn KeyColumn { get; }

    /// <summary>The spelling of the key under which rows are the same order; empty where the row belongs to none.</summary>
    public abstract string KeyOf(string text);

    /// <summary>What all rows of one order make.</summary>
    internal abstract GroupContent Interpret(GroupReading reading);
}

/// <summary>The profiles that ship with OrderDesk.</summary>
public static class ImportProfiles
{
    private static readonly FrozenDictionary<string, ImportProfile> ByName =
        new ImportProfile[] { new GenericProfile(), new OnlineRetailProfile() }.ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The profile of this name.</summary>
    public static Shared.Result<ImportProfile> Find(string name) =>
        ByName.TryGetValue(name.Trim(), out var profile)
            ? new Shared.Result<ImportProfile>(profile, null)
            : OrderFileErrors.UnknownProfile(name, string.Join(", ", Names));
}
