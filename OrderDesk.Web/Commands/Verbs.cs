namespace OrderDesk.Web.Commands;

/// <summary>Every verb there is, in the order of <c>--help</c>.</summary>
internal static class Verbs
{
    /// <summary>One line per verb.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new MigrateVerb(),
        new CheckVerb(),
        new SeedDemoVerb(),
        new SeedOrdersVerb(),
        new ImportOrdersVerb(),
        new ApiKeyAddVerb(),
        new StockReceiveVerb(),
        new UserAddVerb(),
        new BackupVerb(),
        new RestoreVerb(),
    ];

    /// <summary>What a first word without verbs of its own groups.</summary>
    public static IReadOnlyDictionary<string, string> Groups { get; } = new Dictionary<string, string>
    {
        ["seed"] = "Fills an empty database with made-up orders.",
        ["import"] = "Brings orders in from files.",
        ["apikey"] = "Keys with which channels send orders.",
        ["stock"] = "Units in the warehouses.",
        ["user"] = "Accounts of staff.",
    };
}
