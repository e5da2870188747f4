using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Notifications;

/// <summary>Puts down what people are told of, in the commit of what happened.</summary>
internal static class Telling
{
    /// <summary>Nobody is told of what they did themselves.</summary>
    public static void Notify(this Write write, StaffId to, NotificationKind kind, OrderId? order, int number, string? byName = null)
    {
        if (to == write.Actor.Id || to == default)
        {
            return;
        }

        write.Db.Notifications.Add(new Notification
        {
            Id = write.NewId<NotificationId>(),
            StaffId = to,
            Kind = kind,
            OrderId = order,
            Number = number,
            ByName = byName ?? write.Actor.Name,
            At = write.Now,
        });
        write.Changed(Notification.Change, to.Value);
    }

    /// <summary>The newest entry of the timeline of an order that this write has loaded.</summary>
    public static int Newest(this Write write, OrderId order) => write.Db.Orders.Local.FirstOrDefault(o => o.Id == order)?.EventCount ?? 0;
}

/// <summary>Who is named in a note is told.</summary>
internal sealed class NotifyOnNote : Reaction<NoteWritten>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, NoteWritten happened, CancellationToken ct)
    {
        foreach (var mention in happened.Named)
        {
            write.Notify(mention.Id, NotificationKind.Mentioned, happened.OrderId, happened.Number);
        }

        return Task.FromResult(Result.Ok);
    }
}

/// <summary>Whose case was taken over is told.</summary>
internal sealed class NotifyOnTakeOver : Reaction<CaseTakenOver>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, CaseTakenOver happened, CancellationToken ct)
    {
        write.Notify(happened.From, NotificationKind.TakenOver, happened.OrderId, write.Newest(happened.OrderId));
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>Who passed a case on is told when it is decided.</summary>
internal sealed class NotifyOnPassedOnDecided : Reaction<PassedOnDecided>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, PassedOnDecided happened, CancellationToken ct)
    {
        write.Notify(happened.PassedOnBy, NotificationKind.PassedOnDecided, happened.OrderId, write.Newest(happened.OrderId));
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>Who is offered cases is told.</summary>
internal sealed class NotifyOnHandoverOffered : Reaction<HandoverOffered>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, HandoverOffered happened, CancellationToken ct)
    {
        write.Notify(happened.To, NotificationKind.HandoverOffered, null, happened.Cases);
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>Who was handed cases is told once, when all have moved.</summary>
internal sealed class NotifyOnCasesHanded : Reaction<CasesHanded>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, CasesHanded happened, CancellationToken ct)
    {
        write.Notify(happened.To, NotificationKind.CasesHanded, null, happened.Cases, happened.ByName);
        return Task.FromResult(Result.Ok);
    }
}

/// <summary>Who offered cases is told of the answer.</summary>
internal sealed class NotifyOnHandoverAnswered : Reaction<HandoverAnswered>
{
    public override int Order => 400;

    protected override Task<Result> ReactAsync(Write write, HandoverAnswered happened, CancellationToken ct)
    {
        write.Notify(happened.From, happened.Accepted ? NotificationKind.HandoverAccepted : NotificationKind.HandoverRefused, null, happened.Cases);
        return Task.FromResult(Result.Ok);
    }
}
