using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>The warehouse is asked to stop an order that it picks already.</summary>
public sealed record CancelAsked(OrderId OrderId) : IDomainEvent;

/// <summary>The warehouse has said whether it could be stopped.</summary>
public sealed record CancelAnswered(OrderId OrderId, bool Stopped) : IDomainEvent;

public sealed partial class Order
{
    /// <summary>The code of the entry in which somebody asks the warehouse to stop it.</summary>
    public const string CancelAskedCode = "order.cancel-asked";

    /// <summary>When somebody asked to cancel it while it was being picked (UTC); null once the warehouse has answered.</summary>
    public DateTime? CancelAskedAt { get; private set; }

    /// <summary>Who asked, by the name of that time.</summary>
    public string? CancelAskedByName { get; private set; }

    /// <summary>Cancels at once, asks the warehouse, or refuses: as the stage allows (<see cref="ChangeWindow"/>). Holds must be loaded. Answers whether it is cancelled already.</summary>
    public Result<bool> CancelByStage(string? reason, string? refund, Actor actor, DateTime now)
    {
        if (Worded(reason, OrderHold.NoteMaxLength, "orders.cancel-reason") is { } refusal)
        {
            return refusal;
        }

        switch (ChangeWindow.ToCancel(Status))
        {
            case ChangeWay.AtOnce:
                return Cancel(reason, refund, actor, now) is { IsOk: false, Error: { } refused } ? refused : true;
            case ChangeWay.ThroughWarehouse when CancelAskedAt is not null:
                return Error.Conflict("orders.cancel-asked-already", CancelAskedByName ?? "", CancelAskedAt.Value);
            case ChangeWay.ThroughWarehouse:
                (CancelAskedAt, CancelAskedByName) = (now, actor.Name);
                Append(CancelAskedCode, actor, now, data: new { refund }, note: reason!.Trim());
                Raise(new CancelAsked(Id));
                return false;
            case ChangeWay.AsReturn:
                return Error.Conflict("orders.only-as-return", Status);
            case ChangeWay.NotAnyMore:
                return Error.Conflict("orders.is-over", Status);
            default:
                throw new InvalidOperationException($"{Status} has no way to be cancelled.");
        }
    }

    /// <summary>The warehouse says whether the parcel could still be stopped. Holds must be loaded.</summary>
    /// <param name="stopped">Whether it could.</param>
    /// <param name="refund">What whoever asked wants to happen to the money.</param>
    /// <param name="note">Why not; required where it could not.</param>
    /// <param name="actor">Who answers.</param>
    /// <param name="now">The instant (UTC).</param>
    public Result AnswerCancel(bool stopped, string? refund, string? note, Actor actor, DateTime now)
    {
        if (CancelAskedAt is null || Status is not OrderStatus.Fulfilling)
        {
            return Error.Conflict("orders.cancel-not-asked");
        }

        if (!stopped && Worded(note, OrderEvent.NoteMaxLength, "orders.cancel-answer") is { } refusal)
        {
            return refusal;
        }

        (CancelAskedAt, CancelAskedByName) = (null, null);
        Raise(new CancelAnswered(Id, stopped));
        var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (stopped)
        {
            return MoveTo(OrderStatus.Cancelled, actor, now, new { refund = IsPaid ? refund ?? "Full" : "None" }, said);
        }

        Append("order.cancel-refused", actor, now, note: said);
        return Result.Ok;
    }
}
