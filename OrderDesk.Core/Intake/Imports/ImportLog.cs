using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Intake.Imports;

internal static partial class ImportLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Import {Id} of {File} begins: {Rows} rows, {GroupsDone} groups done before, resumed {Resumed} times")]
    public static partial void ImportBegins(this ILogger log, long id, string file, int rows, int groupsDone, int resumed);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, Message = "Import {Id} is done: {Rows} rows in {Batches} transactions, the longest {LongestMs} ms, {Seconds} s")]
    public static partial void ImportEnds(this ILogger log, long id, long rows, long batches, double longestMs, double seconds);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "Import {Id} stops and can be gone on with: {Code}")]
    public static partial void ImportStops(this ILogger log, long id, string code);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error, Message = "Import {Id} broke off")]
    public static partial void ImportBreaksOff(this ILogger log, Exception exception, long id);
}
