using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OrderDesk.Core.Access;

/// <summary>How people get in and how long they stay (<c>Security:*</c>).</summary>
public sealed class SecurityOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Security";

    /// <summary>The roles that must sign in with a second factor, separated by commas; <c>None</c> for nobody.</summary>
    public StaffRoles RequireMfaRoles { get; set; } = StaffRoles.Administrator | StaffRoles.Manager;

    /// <summary>How long a session may rest before it ends.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The same for managers and administrators.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan ManagerIdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session may last however busy it is.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan SessionLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Allows plain http beyond this machine in production; only for a network that is trusted as a whole.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>The addresses or networks of proxies that end https in front of OrderDesk, such as <c>10.0.0.5</c> or <c>10.0.0.0/24</c>; only their forwarded headers count.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Addresses people type, where a proxy hides them from the desk, such as <c>https://desk.example.com</c>.</summary>
    public string[] PublicOrigins { get; set; } = [];

    /// <summary>The folder of the keys that close cookies and secrets; relative to the data folder. Several servers share one.</summary>
    [Required]
    public string KeyDirectory { get; set; } = "keys";

    /// <summary>Whether demo accounts may sign in: only where the demo is on, whoever left them in the database.</summary>
    public bool AdmitsDemoAccounts { get; private set; }

    /// <summary>Says whether the demo is on.</summary>
    public void AdmitDemoAccounts(bool on) => AdmitsDemoAccounts = on;

    /// <summary>How long somebody in these roles may rest.</summary>
    public TimeSpan IdleFor(StaffRoles roles) =>
        (roles & (StaffRoles.Manager | StaffRoles.Administrator)) != 0 ? ManagerIdleTimeout : IdleTimeout;

    /// <summary>Whether this person must sign in with a second factor.</summary>
    public bool NeedsSecondFactor(StaffUser user) => !user.IsDemo && (user.Roles & RequireMfaRoles) != 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((RequireMfaRoles & ~StaffUser.AllRoles) != 0)
        {
            yield return new ValidationResult($"'{RequireMfaRoles}' is not a list of roles.", [nameof(RequireMfaRoles)]);
        }

        foreach (var proxy in TrustedProxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"'{proxy}' is neither an address nor a network.", [nameof(TrustedProxies)]);
        }

        foreach (var origin in PublicOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return new ValidationResult($"'{origin}' is not an address such as https://desk.example.com.", [nameof(PublicOrigins)]);
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.AbsolutePath == "/" && uri.Query.Length == 0;
}
