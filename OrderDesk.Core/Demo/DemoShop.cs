using OrderDesk.Core.Access;
using OrderDesk.Core.Catalog;

namespace OrderDesk.Core.Demo;

/// <summary>A member of the made-up staff.</summary>
/// <param name="Name">The name beside everything this person does.</param>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Role">What this person is here for.</param>
/// <param name="Password">The password of every demo account.</param>
public sealed record DemoAccount(string Name, string Email, StaffRoles Role, string Password);

/// <summary>Lanternwick Home: a shop that does not exist, with people who do not exist, in towns that do not exist.</summary>
internal static class DemoShop
{
    /// <summary>Known to everybody on purpose: these accounts exist only where the demo is on.</summary>
    public const string Password = "Lantern-Harbour-41";

    public const string Currency = "GBP";

    public static readonly (string Code, string Name)[] Channels =
    [
        ("lanternwick-web", "Lanternwick web shop"), ("lanternwick-app", "Lanternwick app"), ("marketplace", "Fernmarket"), ("telephone", "Telephone desk"),
    ];

    public static readonly (string Code, string Name)[] Warehouses = [("NORTH", "North hall"), ("SOUTH", "South hall"), ("DOCK", "Dockside")];

    public static readonly DemoAccount[] Staff =
    [
        Account("Rina Sample", "rina", StaffRoles.Agent), Account("Tomas Sample", "tomas", StaffRoles.Agent), Account("Jun Sample", "jun", StaffRoles.Agent),
        Account("Amara Sample", "amara", StaffRoles.Agent), Account("Lena Sample", "lena", StaffRoles.Agent), Account("Hugo Sample", "hugo", StaffRoles.Agent),
        Account("Wei Sample", "wei", StaffRoles.WarehouseLead), Account("Olga Sample", "olga", StaffRoles.WarehouseLead), Account("Pavel Sample", "pavel", StaffRoles.WarehouseLead),
        Account("Maya Sample", "maya", StaffRoles.Manager), Account("Idris Sample", "idris", StaffRoles.Manager), Account("Ade Sample", "ade", StaffRoles.Administrator),
    ];

    /// <summary>Things with their code, price in pence, weight in grams and traits; each comes in every style.</summary>
    public static readonly (string Name, string Code, int Pence, int Grams, ProductTraits Traits)[] Things =
    [
        ("Mug", "MUG", 950, 380, ProductTraits.Fragile), ("Plate", "PLT", 1200, 620, ProductTraits.Fragile), ("Bowl", "BWL", 1100, 540, ProductTraits.Fragile),
        ("Teapot", "TPT", 3200, 1100, ProductTraits.Fragile), ("Jug", "JUG", 2100, 900, ProductTraits.Fragile), ("Vase", "VAS", 2700, 1300, ProductTraits.Fragile),
        ("Candle", "CND", 1450, 420, ProductTraits.None), ("Lantern", "LTN", 3900, 1500, ProductTraits.Fragile), ("Table lamp", "TLP", 6400, 2300, ProductTraits.Fragile),
        ("Reading light", "RDL", 2800, 450, ProductTraits.Battery), ("Alarm clock", "ALC", 2400, 350, ProductTraits.Battery), ("Wall clock", "WLC", 4200, 1200, ProductTraits.Battery),
        ("Cushion", "CSH", 2200, 600, ProductTraits.None), ("Throw", "THR", 4800, 1400, ProductTraits.None), ("Bath towel", "TWL", 1800, 650, ProductTraits.None),
        ("Hand towel", "HTW", 900, 250, ProductTraits.None), ("Bed linen", "LIN", 7900, 2100, ProductTraits.None), ("Apron", "APR", 1950, 300, ProductTraits.None),
        ("Tea towel", "TTW", 650, 120, ProductTraits.None), ("Rug", "RUG", 14900, 6800, ProductTraits.Oversize), ("Basket", "BSK", 2600, 800, ProductTraits.None),
        ("Storage box", "BOX", 1700, 900, ProductTraits.None), ("Shelf", "SHF", 5400, 4200, ProductTraits.None), ("Side table", "STB", 11900, 8200, ProductTraits.Oversize),
        ("Stool", "STL", 8900, 5100, ProductTraits.Oversize), ("Mirror", "MIR", 9800, 5600, ProductTraits.Fragile | ProductTraits.Oversize), ("Picture frame", "FRM", 1600, 700, ProductTraits.Fragile),
        ("Notebook", "NTB", 850, 260, ProductTraits.None), ("Pen pot", "PPT", 1150, 340, ProductTraits.Fragile), ("Hand soap", "SOP", 780, 520, ProductTraits.Liquid),
        ("Room spray", "SPR", 1390, 310, ProductTraits.Liquid), ("Bath oil", "OIL", 1890, 400, ProductTraits.Liquid), ("Chocolate", "CHO", 720, 210, ProductTraits.Cold),
        ("Tea tin", "TEA", 990, 180, ProductTraits.None), ("Coffee tin", "COF", 1290, 320, ProductTraits.None), ("Chopping board", "CHB", 2900, 1400, ProductTraits.None),
        ("Knife block", "KNB", 9900, 3100, ProductTraits.HighValue), ("Watering can", "WCN", 2500, 800, ProductTraits.None), ("Plant pot", "POT", 1350, 1700, ProductTraits.Fragile),
        ("Silver tray", "TRY", 24900, 1900, ProductTraits.HighValue),
    ];

    public static readonly (string Name, string Code)[] Styles =
    [
        ("sage", "SAGE"), ("chalk", "CHLK"), ("ochre", "OCHR"), ("midnight", "MIDN"), ("rose", "ROSE"), ("slate", "SLAT"), ("linen", "LINE"), ("moss", "MOSS"), ("amber", "AMBR"), ("plum", "PLUM"),
    ];

    public static readonly string[] FirstNames =
    [
        "Ada", "Bela", "Cora", "Dario", "Edda", "Fritz", "Gia", "Hana", "Ivo", "Jana", "Kofi", "Lio", "Mina", "Nils", "Oona", "Piet", "Quin", "Rhea", "Sven", "Tala",
        "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zeno", "Alma", "Bruno", "Celia", "Dan", "Elif", "Faye", "Greta", "Hari", "Isla", "Jonas", "Kira", "Leif", "Mei", "Noor",
    ];

    public static readonly string[] LastNames =
    [
        "Testwood", "Mockley", "Fictham", "Sampleton", "Placeholm", "Examplesby", "Inventson", "Pretender", "Fableworth", "Imagino", "Storywell", "Madeupson", "Dreamly", "Notreal", "Specimen",
        "Draftley", "Trialby", "Modelton", "Mirrorby", "Fauxmore", "Nonesuch", "Pseudly", "Allegory", "Figment", "Parable", "Saga", "Legendre", "Mythwell", "Novelson", "Proseby",
        "Versely", "Chapterton", "Margin", "Footnote", "Preface", "Epilogue", "Quill", "Inkwell", "Scribbler", "Folio",
    ];

    public static readonly string[] Streets = ["Invented Lane", "Sample Street", "Placeholder Road", "Fable Row", "Example Avenue", "Pretend Close", "Story Hill", "Draft Gardens"];

    public static readonly (string Town, string PostalCode)[] Towns =
    [
        ("Mockhampton", "SO14 1AA"), ("Fictborough", "LS1 1AA"), ("Sample-on-Sea", "BN1 1AA"), ("Lower Example", "YO1 1AA"), ("Testbury", "BA1 1AA"), ("Madeup Magna", "NR1 1AA"), ("Port Pretend", "PL1 1AA"),
    ];

    public static string Role(StaffRoles role) => role.ToString();

    private static DemoAccount Account(string name, string address, StaffRoles role) => new(name, $"{address}@example.com", role, Password);
}
