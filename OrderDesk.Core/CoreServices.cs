using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Demo;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Notifications;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core;

/// <summary>One line per feature, in the order of the line.</summary>
public static class CoreServices
{
    /// <summary>Adds the whole domain; the caller adds a <see cref="TimeProvider"/>, logging and options.</summary>
    public static IServiceCollection AddOrderDeskCore(this IServiceCollection services) => services
        .AddData()
        .AddAccess()
        .AddCatalog()
        .AddChannels()
        .AddCustomers()
        .AddOrders()
        .AddIntake()
        .AddInventory()
        .AddVerification()
        .AddReview()
        .AddNotifications()
        .AddDemo();
}
