using Microsoft.Extensions.Logging;

namespace OrderDesk.Core.Inventory;

internal static partial class InventoryLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "Orders that wait for {Sku} could not be served; they wait on until the job has served them")]
    public static partial void ServingFailed(this ILogger log, Exception exception, string sku);
}
