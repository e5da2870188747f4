using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;

namespace OrderDesk.Web.Shell;

/// <summary>One entry of the rail.</summary>
/// <param name="Key">Its stable name, also the hook for tests.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Go">The letter that follows <c>g</c>, upper case, or null.</param>
/// <param name="Administration">Whether it stands under the line that starts administration.</param>
/// <param name="Permission">What a person must hold to open it; null for everybody.</param>
public sealed record NavItem(string Key, string Href, string Icon, string? Go = null, bool Administration = false, string? Permission = null)
{
    /// <summary>The key of its words.</summary>
    public string WordKey => "nav." + Key;

    /// <summary>The address of other pages that belong to it, or null.</summary>
    public string? Also { get; init; }

    /// <summary>Every entry, in the order of the rail.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("home", Links.Home, "house", "D"),
        new("review", Links.Review, "list-checks", "Q", Permission: ReviewPermissions.Read),
        new("figures", Links.ReviewFigures, "gauge", "F", Permission: ReviewPermissions.Measure),
        new("handover", Links.Handover, "hand", "H", Permission: ReviewPermissions.Decide),
        new("macros", Links.Macros, "layers", "K", Permission: ReviewPermissions.Decide),
        new("orders", Links.Orders, "clipboard-list", "O", Permission: OrdersPermissions.Read) { Also = Links.BulkRuns },
        new("stock", Links.Stock, "boxes", "S", Permission: InventoryPermissions.Read),
        new("intake", Links.Intake, "inbox", "I", Permission: IntakePermissions.Read),
        new("imports", Links.Imports, "file-input", "M", Permission: IntakePermissions.Read),
        new("policies", Links.Policies, "sliders-horizontal", "P", Permission: VerificationPermissions.ReadPolicy),
        new("users", Links.Users, "users", "U", Administration: true, AccessPermissions.ManageUsers),
        new("audit", Links.Audit, "scroll-text", "A", Administration: true, AccessPermissions.ReadAudit),
        new("channels", Links.Channels, "store", "C", Administration: true, ChannelsPermissions.Manage),
        new("templates", Links.Templates, "message-square", "T", Administration: true, ReviewPermissions.SetTemplates),
        new("skills", Links.Skills, "star", "W", Administration: true, ReviewPermissions.SetSkills),
        new("jobs", Links.Jobs, "activity", "J", Administration: true, AccessPermissions.SeeJobs),
    ];

    /// <summary>Whether an address belongs to this entry.</summary>
    /// <param name="path">The path of the address, with its leading slash.</param>
    public bool Holds(string path) =>
        path.Equals(Href, StringComparison.OrdinalIgnoreCase)
        || (Also is not null && (path.Equals(Also, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Also + "/", StringComparison.OrdinalIgnoreCase)))
        || (Href != Links.Home && path.StartsWith(Href + "/", StringComparison.OrdinalIgnoreCase) && !All.Any(other => other.Href.Length > Href.Length && path.StartsWith(other.Href, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>What the frame shows of the person and their work; the frame itself knows no account.</summary>
/// <param name="StaffName">The person's name, or null when nobody is signed in.</param>
/// <param name="RoleName">The role in the person's language.</param>
/// <param name="Items">The entries this person may open.</param>
/// <param name="Demo">Whether the desk shows demo data.</param>
public sealed record FrameView(string? StaffName, string? RoleName, IReadOnlyList<NavItem> Items, bool Demo)
{
    /// <summary>How much waits behind an entry, by its key; nothing is shown for 0.</summary>
    public IReadOnlyDictionary<string, int> Waiting { get; init; } = new Dictionary<string, int>();

    /// <summary>The frame before anybody is known.</summary>
    public static FrameView Open { get; } = new(null, null, [.. NavItem.All.Where(item => item.Permission is null)], Demo: false);

    /// <summary>The frame of somebody who is signed in.</summary>
    public static FrameView Of(SignedIn signedIn, IStringLocalizer<Messages> words) => new(
        signedIn.Staff.Name,
        string.Join(words["term.separator"].Value, Enum.GetValues<StaffRoles>().Where(role => role is not StaffRoles.None && signedIn.Staff.Roles.HasFlag(role)).Select(role => words[$"role.{role}"].Value)),
        ItemsOf(signedIn.Actor),
        signedIn.Staff.IsDemo);

    /// <summary>The entries somebody may open.</summary>
    public static IReadOnlyList<NavItem> ItemsOf(Core.Shared.Actor actor) => [.. NavItem.All.Where(item => item.Permission is null || actor.Can(item.Permission))];
}
