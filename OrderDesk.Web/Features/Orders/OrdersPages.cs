namespace OrderDesk.Web.Features.Orders;

/// <summary>Registers what the pages of orders need besides use cases.</summary>
internal static class OrdersPages
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddOrdersPages(this IServiceCollection services) => services.AddScoped<OrderViews>();
}
