namespace OrderDesk.Web.Commands;

internal static partial class CommandLog
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Unexpected failure {Id} of the command {Verb}")]
    public static partial void Unexpected(this ILogger log, Exception exception, string id, string verb);
}
