using System.Globalization;
using System.Security.Claims;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Account;

/// <summary>What the cookie says: whose session, which one and its secret; everything else is asked anew.</summary>
internal static class SessionClaims
{
    public const string Scheme = "Staff";

    private const string Staff = "staff";
    private const string Session = "session";
    private const string Secret = "secret";

    public static ClaimsPrincipal Of(SessionKey key) => new(new ClaimsIdentity(
        [
            new Claim(Staff, key.StaffId.Value.ToString(CultureInfo.InvariantCulture)),
            new Claim(Session, key.SessionId.Value.ToString(CultureInfo.InvariantCulture)),
            new Claim(Secret, key.Secret),
        ],
        Scheme));

    public static SessionKey? KeyOf(ClaimsPrincipal? principal) =>
        long.TryParse(principal?.FindFirstValue(Staff), CultureInfo.InvariantCulture, out var staff)
        && long.TryParse(principal.FindFirstValue(Session), CultureInfo.InvariantCulture, out var session)
        && principal.FindFirstValue(Secret) is { } secret
            ? new SessionKey(new StaffId(staff), new StaffSessionId(session), secret)
            : null;
}
