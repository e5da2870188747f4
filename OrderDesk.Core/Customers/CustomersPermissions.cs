namespace OrderDesk.Core.Customers;

/// <summary>What may be done with customers.</summary>
public static class CustomersPermissions
{
    /// <summary>See customers.</summary>
    public const string Read = "customers.read";

    /// <summary>Put customers on the block list.</summary>
    public const string Block = "customers.block";
}
