using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Access;

/// <summary>What happens at the door; never a secret, never what was typed.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Signed in: staff {StaffId}, second factor {SecondFactor}")]
    public static partial void SignedIn(this ILogger log, long staffId, bool secondFactor);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Sign-in refused: staff {StaffId} (0 = unknown), {Reason}, from {Network}")]
    public static partial void SignInRefused(this ILogger log, long staffId, string reason, string network);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "More than {Limit} refused sign-ins within a minute")]
    public static partial void ManyRefused(this ILogger log, int limit);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Account {StaffId}: {Action} by {ActorId} -> {Outcome}")]
    public static partial void AccountMoved(this ILogger log, long staffId, string action, long actorId, string outcome);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "The second factor of staff {StaffId} cannot be read: the key folder is not the one it was closed with")]
    public static partial void SecondFactorUnreadable(this ILogger log, long staffId);
}
