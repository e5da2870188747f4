namespace OrderDesk.Core.Demo;

/// <summary>Whether this desk may show the made-up shop (<c>Demo:*</c>); on only in development unless it is set.</summary>
public sealed class DemoOptions
{
    /// <summary>Whether the demo and its accounts may be there.</summary>
    public bool Enabled { get; set; }
}
