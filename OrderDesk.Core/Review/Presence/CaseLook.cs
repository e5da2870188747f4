using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Presence;

/// <summary>The id of an open page of an order.</summary>
public readonly record struct CaseLookId(long Value) : ITypedId;

/// <summary>Somebody has an order open. It lapses unless it is renewed, so that a process that died leaves nobody sitting there.</summary>
public sealed class CaseLook
{
    /// <summary>How long it holds without being renewed.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromSeconds(150);

    /// <summary>How many pages of one order are known at once.</summary>
    public const int MostOfOne = 20;

    /// <summary>What it is to the change feed: told when somebody comes or goes, never when they stay.</summary>
    public const string Feed = "look";

    private CaseLook() { }

    /// <summary>The page's id.</summary>
    public CaseLookId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>Who.</summary>
    public StaffId StaffId { get; private init; }

    /// <summary>Their name at that time.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Until when it holds (UTC).</summary>
    public DateTime Until { get; private set; }

    /// <summary>Somebody has opened an order.</summary>
    public static CaseLook At(CaseLookId id, OrderId order, Actor by, DateTime now) => new() { Id = id, OrderId = order, StaffId = by.Id, Name = by.Name, Until = now + Lapse };

    /// <summary>They still have it open.</summary>
    public void Stay(DateTime now) => Until = now + Lapse;
}
