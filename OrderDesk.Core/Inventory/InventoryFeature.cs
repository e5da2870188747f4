using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Data.Checks;
using OrderDesk.Core.Data.Jobs;

namespace OrderDesk.Core.Inventory;

/// <summary>Registers stock.</summary>
public static class InventoryFeature
{
    /// <summary>Adds use cases, reactions and permissions.</summary>
    public static IServiceCollection AddInventory(this IServiceCollection services) => services
        .AddScoped<IReaction, ReserveStockOnTaken>()
        .AddScoped<IReaction, ReleaseStockOnCancelled>()
        .AddScoped<IReaction, FreeStockOnHeld>()
        .AddScoped<IReaction, ReserveStockOnCleared>()
        .AddScoped<IReaction, ReserveStockOnRestored>()
        .AddScoped<IReaction, ReserveStockOnLinesChanged>()
        .AddScoped<IReaction, RecogniseOnVariantAdded>()
        .AddScoped<IReaction, RecogniseOnVariantsAdded>()
        .AddScoped<ReceiveStock>()
        .AddScoped<ServeWaitingOrders>()
        .AddJob<ServeJob>("serve", TimeSpan.FromSeconds(30))
        .AddScoped<StockLevels>()
        .AddScoped<StockCounts>()
        .AddScoped<StockLedger>()
        .AddScoped<ArticleSearch>()
        .AddInvariant<LevelsAreTheLedger>()
        .AddInvariant<NothingIsOversold>()
        .AddInvariant<PromisesAddUp>()
        .AddInvariant<ReservationsFitTheirOrders>()
        .AddInvariant<WaitsHaveHolds>()
        .Grant(InventoryPermissions.Read, StaffRoles.Agent | StaffRoles.WarehouseLead | StaffRoles.Manager | StaffRoles.Administrator)
        .Grant(InventoryPermissions.Receive, StaffRoles.WarehouseLead | StaffRoles.Administrator);
}
