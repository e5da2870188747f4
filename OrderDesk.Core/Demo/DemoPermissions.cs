namespace OrderDesk.Core.Demo;

/// <summary>What may be done with made-up data.</summary>
public static class DemoPermissions
{
    /// <summary>Fill an empty desk with made-up orders.</summary>
    public const string Load = "demo.load";
}
