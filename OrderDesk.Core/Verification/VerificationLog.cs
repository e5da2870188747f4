using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Verification;

internal static partial class VerificationLog
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Error, Message = "Check {Check} could not judge order {Order}; the order is held")]
    public static partial void CheckFailed(this ILogger log, Exception exception, string check, long order);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Warning, Message = "The settings under Verification no longer judge: version {Version} of the policy, kept in the database, is in force. Change it on the page Policies.")]
    public static partial void SettingsNoLongerRule(this ILogger log, int version);
}
