using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Data;

internal static partial class DataLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "Write attempt {Attempt} met {Fault}")]
    public static partial void WriteFailed(this ILogger log, Exception exception, int attempt, StorageFault fault);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "The change feed could not be read; trying again")]
    public static partial void FeedFailed(this ILogger log, Exception exception);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Database schema: {From} -> {To}")]
    public static partial void SchemaMoved(this ILogger log, string from, string to);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "A migration lock left by a killed process was cleared")]
    public static partial void StaleMigrationLock(this ILogger log);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Error, Message = "Job {Job} failed")]
    public static partial void JobFailed(this ILogger log, Exception exception, string job);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "Outbox message {Id} ({Type}) failed, try {Try}")]
    public static partial void OutboxFailed(this ILogger log, Exception exception, long id, string type, int @try);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Error, Message = "Storage could not be made ready")]
    public static partial void StorageFailed(this ILogger log, Exception exception);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Warning, Message = "{File} was not closed by the process that last used it; checking it")]
    public static partial void CheckingFile(this ILogger log, string file);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Warning, Message = "{File} cannot keep a write-ahead log; readers and writers will wait for each other")]
    public static partial void NoWriteAheadLog(this ILogger log, string file);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, Message = "Another node has taken over job {Job}; its round here is stopped")]
    public static partial void LeaseLost(this ILogger log, string job);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Error, Message = "Invariant {Invariant} is broken by {Violations} rows: {Examples}")]
    public static partial void InvariantBroken(this ILogger log, string invariant, long violations, string examples);
}
