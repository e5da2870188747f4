using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Verification;

internal static partial class VerificationLog
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Error, Message = "Check {Check} could not judge order {Order}; the order is held")]
    public static partial void CheckFailed(this ILogger log, Exception exception, string check, long order);
}
