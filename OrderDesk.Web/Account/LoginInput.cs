using Microsoft.AspNetCore.DataProtection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Account;

/// <summary>What the sign-in form posts.</summary>
public sealed class LoginInput
{
    /// <summary>The address of the account.</summary>
    public string? Email { get; set; }

    /// <summary>The password.</summary>
    public string? Password { get; set; }

    /// <summary>What the password proved, closed; comes back with the code.</summary>
    public string? Half { get; set; }

    /// <summary>A code of the second factor.</summary>
    public string? Code { get; set; }

    /// <summary>Whether the code confirms a new second factor.</summary>
    public bool Enrol { get; set; }
}

/// <summary>Closes the first half of a sign-in for its way through the browser; it opens for ten minutes.</summary>
internal static class HalfToken
{
    public static string Close(IDataProtectionProvider keys, HalfSignIn half) =>
        Protector(keys).Protect(FormattableString.Invariant($"{half.StaffId.Value}\n{half.Stamp}\n{half.Name}"), HalfSignIn.Lifetime);

    public static HalfSignIn? Open(IDataProtectionProvider keys, string? token)
    {
        try
        {
            return token is not null && Protector(keys).Unprotect(token).Split('\n', 3) is [var id, var stamp, var name]
                ? new HalfSignIn(new StaffId(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), name, stamp)
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider keys) => keys.CreateProtector("half-sign-in").ToTimeLimitedDataProtector();
}
