namespace OrderDesk.Core.Catalog;

/// <summary>What may be done with the catalogue.</summary>
public static class CatalogPermissions
{
    /// <summary>See products.</summary>
    public const string Read = "catalog.read";

    /// <summary>Change products.</summary>
    public const string Edit = "catalog.edit";
}
