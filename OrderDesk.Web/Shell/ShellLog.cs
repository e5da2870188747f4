namespace OrderDesk.Web.Shell;

/// <summary>What the shell writes to the log.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(1, LogLevel.Error, "Fault {FaultId} on {Path}")]
    public static partial void Fault(this ILogger logger, Exception exception, string faultId, string path);

    [LoggerMessage(3, LogLevel.Warning, "A one-time link could not be mailed ({Kind}: {Reason}); it is shown instead")]
    public static partial void LinkMailFailed(this ILogger logger, string kind, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Whether a session still lasts could not be seen; it is looked at again")]
    public static partial void SessionNotSeen(this ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "A file that was being sent broke off")]
    public static partial void UploadBroke(this ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "What waits could not be counted; the last counts stay")]
    public static partial void NotCounted(this ILogger logger, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "What is typed into a form could not be kept")]
    public static partial void DraftNotKept(this ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "Who has an order open could not be told")]
    public static partial void PresenceNotTold(this ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Refused a connection to the desk from the foreign origin {Origin}")]
    public static partial void ForeignOrigin(this ILogger logger, string origin);
}
