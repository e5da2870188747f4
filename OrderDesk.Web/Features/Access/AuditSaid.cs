using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Features.Access;

/// <summary>One value of the trail as it is shown: an instant, an amount, a link, or plain words.</summary>
/// <param name="Text">The words; a dash where there is nothing.</param>
public sealed record AuditSaid(string Text)
{
    /// <summary>Nothing is there.</summary>
    public static AuditSaid Nothing { get; } = new("–");

    /// <summary>The instant (UTC) instead of words.</summary>
    public DateTime? At { get; init; }

    /// <summary>The amount instead of words.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where the words lead.</summary>
    public string? Href { get; init; }
}
