using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>What a member of staff is here for; one person may hold several.</summary>
[Flags]
public enum StaffRoles
{
    /// <summary>May sign in and nothing else.</summary>
    None = 0,

    /// <summary>Customer service: decides flagged orders.</summary>
    Agent = 1,

    /// <summary>Keeps the stock.</summary>
    WarehouseLead = 2,

    /// <summary>Sets the rules and reads the figures.</summary>
    Manager = 4,

    /// <summary>Users, channels, settings, audit.</summary>
    Administrator = 8,
}

/// <summary>A member of staff with an account.</summary>
public sealed class StaffUser : IdentityUser<long>
{
    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Letters and digits of a secret of more than 256 bits, for cookies, links and stamps.</summary>
    public const int SecretLength = 43;

    /// <summary>Every role there is.</summary>
    public const StaffRoles AllRoles = StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator;

    /// <summary>The name written beside everything this person does.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>What this person is here for.</summary>
    public StaffRoles Roles { get; set; }

    /// <summary>A demo account: exempt from the second factor, never in production.</summary>
    public bool IsDemo { get; set; }

    /// <summary>When the account was switched off (UTC); null while it works.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>When the account was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When this person last signed in (UTC).</summary>
    public DateTime? LastSignInAt { get; set; }

    /// <summary>The last time step a one-time code was accepted for; a code works once.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>The language of the screens: en, zh-Hans or zh-Hant; null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>The IANA time zone of the screens; null follows the company.</summary>
    public string? TimeZone { get; set; }

    /// <summary>light, dark or system.</summary>
    public string? Theme { get; set; }

    /// <summary>compact or comfortable.</summary>
    public string? Density { get; set; }

    /// <summary>Whether single-key shortcuts are off.</summary>
    public bool ShortcutsOff { get; set; }

    /// <summary>The typed id.</summary>
    public StaffId StaffId => new(Id);

    /// <summary>A new account; it has no password until its owner sets one.</summary>
    public static StaffUser New(StaffId id, string email, string name, StaffRoles roles, DateTime now) => new()
    {
        Id = id.Value,
        Email = email,
        UserName = email,
        NormalizedEmail = Normalized(email),
        NormalizedUserName = Normalized(email),
        DisplayName = name,
        Roles = roles,
        CreatedAt = now,
        LockoutEnabled = true,
        SecurityStamp = Secret.Make(SecretLength),
        ConcurrencyStamp = Secret.Make(SecretLength),
    };

    /// <summary>An e-mail address as accounts are found by it, whatever its letter case.</summary>
    public static string Normalized(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>Whether this can be the e-mail address of an account.</summary>
    public static bool IsEmail(string email) =>
        email.Length is > 0 and <= 256 && !email.Any(char.IsControl) && MailAddress.TryCreate(email, out var address) && address.Address == email;

    /// <summary>Whether this can be a person's name.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= NameMaxLength && !name.Any(char.IsControl);

    /// <summary>Whether the account is paused after too many wrong tries.</summary>
    public bool IsLocked(DateTime now) => LockoutEnd is { } until && until.UtcDateTime > now;

    /// <summary>What this person may see and do is no longer what their open sessions were told: all of them end.</summary>
    internal void NewSecurityStamp() => SecurityStamp = Secret.Make(SecretLength);

    /// <summary>Two writers of one account never both win.</summary>
    internal void NewConcurrencyStamp() => ConcurrencyStamp = Secret.Make(SecretLength);
}

/// <summary>The id of one signed-in session.</summary>
public readonly record struct StaffSessionId(long Value) : ITypedId;

/// <summary>One signed-in browser; ending it kills its cookie and its circuits.</summary>
public sealed class StaffSession
{
    /// <summary>The session's id.</summary>
    public StaffSessionId Id { get; init; }

    /// <summary>SHA-256 in lower-case hex of the secret in the cookie.</summary>
    [NotAudited]
    public string SecretHash { get; init; } = "";

    /// <summary>Whose it is.</summary>
    public long UserId { get; init; }

    /// <summary>The account's security stamp when it began; another stamp ends it.</summary>
    [NotAudited]
    public string SecurityStamp { get; set; } = "";

    /// <summary>When it began (UTC).</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it was last used (UTC), to within a minute.</summary>
    public DateTime LastSeenAt { get; set; }

    /// <summary>When it ended (UTC); null while it is open.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Whether a second factor was given.</summary>
    public bool WithSecondFactor { get; set; }

    /// <summary>The browser as it named itself, shortened.</summary>
    public string? Browser { get; init; }
}

/// <summary>What a one-time link is for.</summary>
public enum OneTimeLinkPurpose
{
    /// <summary>The first administrator of a new installation.</summary>
    Setup = 1,

    /// <summary>A new member of staff sets a password.</summary>
    Invitation = 2,

    /// <summary>A member of staff sets a new password; a second factor stays.</summary>
    PasswordReset = 3,
}

/// <summary>The id of a one-time link.</summary>
public readonly record struct OneTimeLinkId(long Value) : ITypedId;

/// <summary>A link that works once and for 24 hours; only its hash is kept and it is never logged.</summary>
public sealed class OneTimeLink
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The link's id.</summary>
    public OneTimeLinkId Id { get; init; }

    /// <summary>SHA-256 in lower-case hex of the secret in the link.</summary>
    [NotAudited]
    public string SecretHash { get; init; } = "";

    /// <summary>What it is for.</summary>
    public OneTimeLinkPurpose Purpose { get; init; }

    /// <summary>The account it opens; null for the setup link, which makes one.</summary>
    public long? UserId { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it lapses (UTC).</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>When it was used or withdrawn (UTC).</summary>
    public DateTime? UsedAt { get; set; }
}
