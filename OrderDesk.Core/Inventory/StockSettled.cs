using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Inventory;

/// <summary>Stock has answered for an order that waited, or for which the catalogue has learned a SKU: checks look again.</summary>
public sealed record StockSettled(OrderId OrderId) : IDomainEvent;
