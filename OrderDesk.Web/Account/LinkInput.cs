namespace OrderDesk.Web.Account;

/// <summary>What the form behind a one-time link posts.</summary>
public sealed class LinkInput
{
    /// <summary>The address of the first administrator.</summary>
    public string? Email { get; set; }

    /// <summary>The person's name.</summary>
    public string? Name { get; set; }

    /// <summary>The new password.</summary>
    public string? Password { get; set; }
}
