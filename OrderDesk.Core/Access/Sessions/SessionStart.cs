using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Begins sessions, inside the write that has seen enough proof.</summary>
internal static class SessionStart
{
    public const int BrowserMaxLength = 200;

    public static SessionKey StartSession(this Write write, StaffUser user, bool withSecondFactor, string? browser)
    {
        var secret = Secret.Make(StaffUser.SecretLength);
        var session = new StaffSession
        {
            Id = write.NewId<StaffSessionId>(),
            SecretHash = Secret.Hash(secret),
            UserId = user.Id,
            SecurityStamp = user.SecurityStamp!,
            StartedAt = write.Now,
            LastSeenAt = write.Now,
            WithSecondFactor = withSecondFactor,
            Browser = Plain(browser),
        };
        write.Db.StaffSessions.Add(session);
        (user.LastSignInAt, user.AccessFailedCount, user.LockoutEnd) = (write.Now, 0, null);
        write.Audit("session.started", StaffWriting.Kind, user.Id, StaffWriting.Change("SecondFactor", null, withSecondFactor));
        write.Moved(user);
        return new SessionKey(user.StaffId, session.Id, secret);
    }

    /// <summary>What a browser says of itself is foreign text.</summary>
    private static string? Plain(string? browser)
    {
        var plain = new string([.. (browser ?? "").Where(letter => !char.IsControl(letter)).Take(BrowserMaxLength)]);
        return plain.Length == 0 ? null : plain;
    }
}
