namespace OrderDesk.Core.Inventory;

/// <summary>What may be done with stock.</summary>
public static class InventoryPermissions
{
    /// <summary>See stock.</summary>
    public const string Read = "inventory.read";

    /// <summary>Book receipts and corrections.</summary>
    public const string Receive = "inventory.receive";
}
