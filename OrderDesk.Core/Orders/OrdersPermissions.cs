namespace OrderDesk.Core.Orders;

/// <summary>What may be done with orders.</summary>
public static class OrdersPermissions
{
    /// <summary>See orders.</summary>
    public const string Read = "orders.read";

    /// <summary>Write notes.</summary>
    public const string Note = "orders.note";

    /// <summary>Correct contact and payment.</summary>
    public const string Amend = "orders.amend";

    /// <summary>See e-mail addresses and phone numbers in full.</summary>
    public const string SeePersonal = "orders.see-personal";
}
