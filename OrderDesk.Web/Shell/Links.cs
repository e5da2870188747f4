using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Shell;

/// <summary>Every address of the desk. Pages and parts link through here and never write an address themselves.</summary>
public static class Links
{
    /// <summary>The person's own desk.</summary>
    public const string Home = "/";

    /// <summary>The queue of all orders.</summary>
    public const string Orders = "/orders";

    /// <summary>An order that is typed in.</summary>
    public const string NewOrder = "/orders/new";

    /// <summary>The review desk.</summary>
    public const string Review = "/review";

    /// <summary>The cases in the person's own hands.</summary>
    public const string ReviewMine = "/review?view=mine";

    /// <summary>What a person hands to the next shift.</summary>
    public const string Handover = "/handover";

    /// <summary>Actions over many orders.</summary>
    public const string BulkRuns = "/bulk";

    /// <summary>What customers are written.</summary>
    public const string Templates = "/templates";

    /// <summary>Steps that are done one after the other.</summary>
    public const string Macros = "/macros";

    /// <summary>Which cases people are served.</summary>
    public const string Skills = "/skills";

    /// <summary>The review desk in figures.</summary>
    public const string ReviewFigures = "/review/figures";

    /// <summary>Stock levels, movements and receipts.</summary>
    public const string Stock = "/stock";

    /// <summary>What could not be taken in.</summary>
    public const string Intake = "/intake";

    /// <summary>Files brought in.</summary>
    public const string Imports = "/imports";

    /// <summary>The policy that judges orders, and its versions.</summary>
    public const string Policies = "/policies";

    /// <summary>What each check and rule was worth.</summary>
    public const string Learning = "/policies/learning";

    /// <summary>What counts for each type of hold.</summary>
    public const string Holds = "/policies/holds";

    /// <summary>Staff and their roles.</summary>
    public const string Users = "/users";

    /// <summary>Who did what.</summary>
    public const string Audit = "/audit";

    /// <summary>Channels and their keys.</summary>
    public const string Channels = "/channels";

    /// <summary>Work in the background.</summary>
    public const string Jobs = "/jobs";

    /// <summary>The person's own settings.</summary>
    public const string Profile = "/profile";

    /// <summary>The sign-in page.</summary>
    public const string Login = "/Account/Login";

    /// <summary>Where the sign-out form posts to.</summary>
    public const string Logout = "/Account/Logout";

    /// <summary>The page for somebody who may not enter.</summary>
    public const string Denied = "/Account/Denied";

    /// <summary>Whether the process runs.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether the desk can take work.</summary>
    public const string Ready = "/health/ready";

    /// <summary>The description of the interface for channels.</summary>
    public const string OpenApi = "/openapi/v1.json";

    /// <summary>Where choices of look and language are kept.</summary>
    public const string Preferences = "/preferences";

    /// <summary>The page for an address that is not there.</summary>
    public const string Missing = "/not-found";

    /// <summary>The page for a request that broke.</summary>
    public const string Fault = "/fault";

    /// <summary>One order.</summary>
    /// <param name="number">The number of the order, such as OD-1000123.</param>
    public static string Order(string number) => $"{Orders}/{Uri.EscapeDataString(number)}";

    /// <summary>A file beside a note of an order.</summary>
    /// <param name="number">The number of the order.</param>
    /// <param name="file">The number of the file.</param>
    public static string NoteFile(string number, long file) => FormattableString.Invariant($"{Order(number)}/files/{file}");

    /// <summary>One entry of an order's timeline.</summary>
    /// <param name="number">The number of the order.</param>
    /// <param name="entry">The number of the entry in the order's own life.</param>
    public static string Entry(string number, int entry) => FormattableString.Invariant($"{Order(number)}?entry={entry}");

    /// <summary>The orders of somebody.</summary>
    /// <param name="customer">The name; never an e-mail address or a phone number.</param>
    public static string OrdersOf(string customer) => $"{Orders}?q={Uri.EscapeDataString(customer)}";

    /// <summary>A SKU in every warehouse.</summary>
    /// <param name="sku">The SKU.</param>
    public static string StockOf(string sku) => $"{Stock}?q={Uri.EscapeDataString(sku)}";

    /// <summary>One SKU in one warehouse.</summary>
    /// <param name="level">The number of the level.</param>
    public static string StockLevel(long level) => FormattableString.Invariant($"{Stock}/{level}");

    /// <summary>One version of the policy.</summary>
    /// <param name="version">The id of the version; 0 for the one in force.</param>
    public static string Policy(long version) => FormattableString.Invariant($"{Policies}/{version}");

    /// <summary>One bulk action.</summary>
    /// <param name="id">Its number.</param>
    public static string Bulk(long id) => FormattableString.Invariant($"{BulkRuns}/{id}");

    /// <summary>The outcomes of a bulk action, as a file.</summary>
    /// <param name="id">Its number.</param>
    public static string BulkRows(long id) => FormattableString.Invariant($"{BulkRuns}/{id}/rows.csv");

    /// <summary>One case on the review desk.</summary>
    /// <param name="number">The number of the order.</param>
    public static string ReviewOf(string number) => $"{Review}?order={Uri.EscapeDataString(number)}";

    /// <summary>What one member of staff has done.</summary>
    /// <param name="staff">Who.</param>
    public static string AuditOf(StaffId staff) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Audit}?person={staff.Value}");

    /// <summary>One import with all its figures.</summary>
    /// <param name="id">The number of the import.</param>
    public static string Import(long id) => FormattableString.Invariant($"{Imports}?import={id}");

    /// <summary>The rows of an import that were not taken, as a file.</summary>
    /// <param name="id">The number of the import.</param>
    public static string ImportRows(long id) => FormattableString.Invariant($"{Imports}/{id}/rows.csv");

    /// <summary>The orders that a tried policy judges differently, as a file.</summary>
    /// <param name="replay">The number of the replay.</param>
    public static string ReplayOrders(long replay) => FormattableString.Invariant($"{Policies}/replays/{replay}/orders.csv");

    /// <summary>A number in an address; null for anything else, for an address may say anything.</summary>
    /// <param name="text">What the address says.</param>
    public static long? NumberOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a one-time link opens.</summary>
    /// <param name="link">The link as it was issued.</param>
    public static string OneTime(IssuedLink link) =>
        $"/Account/{(link.Purpose is OneTimeLinkPurpose.Setup ? "Setup" : "Welcome")}/{Uri.EscapeDataString(link.Secret)}";

    /// <summary>A path as it may stand in the log: without what it is asked for, and without the secret of a one-time link.</summary>
    public static string WithoutSecret(string path)
    {
        var plain = path.Split('?', '#')[0];
        return plain.StartsWith("/Account/", StringComparison.OrdinalIgnoreCase) ? string.Join('/', plain.Split('/').Take(3)) : plain;
    }

    /// <summary>The sign-in page that leads back here.</summary>
    public static string LoginThenBack(string back) => $"{Login}?ReturnUrl={Uri.EscapeDataString(LocalOr(back, Home))}";

    /// <summary>This address if it stays on this desk, else the other one. Nothing ever redirects without asking here.</summary>
    [return: NotNullIfNotNull(nameof(otherwise))]
    public static string? LocalOr(string? url, string? otherwise) => IsLocal(url) ? url : otherwise;

    /// <summary>Whether an address is a plain path on this desk: one leading slash, no host, no control or back-slash trick.</summary>
    public static bool IsLocal([NotNullWhen(true)] string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Contains('\\') && !url.Any(char.IsControl)
        && !Uri.UnescapeDataString(url.Split('?', 2)[0]).StartsWith("//", StringComparison.Ordinal)
        && !Uri.UnescapeDataString(url.Split('?', 2)[0]).Contains('\\');
}
