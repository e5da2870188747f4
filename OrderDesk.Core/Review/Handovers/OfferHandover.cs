using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>At the end of a shift an agent offers cases of theirs to a named colleague.</summary>
public sealed class OfferHandover(Desk desk, RoleGrants grants)
{
    /// <param name="To">The colleague.</param>
    /// <param name="Orders">The orders of the cases; held, put off, passed on or promised by the person who offers them.</param>
    /// <param name="Note">What the colleague should know, or null.</param>
    public sealed record Command(StaffId To, IReadOnlyList<OrderId> Orders, string? Note);

    /// <summary>Offers; refused where the colleague may not decide, an account is off, or a case is not the person's own.</summary>
    public async Task<Result<HandoverId>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Decide))
        {
            return Error.Forbidden("review.decide-forbidden");
        }

        var orders = command.Orders.Distinct().OrderBy(id => id.Value).ToList();
        if (orders.Count is 0 or > Handover.MostCases)
        {
            return Error.Invalid("review.handover-cases", Handover.MostCases);
        }

        if (command.Note?.Trim().Length > OrderEvent.NoteMaxLength)
        {
            return Error.Invalid("orders.note-too-long", OrderEvent.NoteMaxLength);
        }

        return await desk.WriteAsync<HandoverId>(actor, async write =>
        {
            var colleague = await write.Db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == command.To.Value, ct);
            if (WhyNotTo(actor, colleague) is { } wrong)
            {
                return wrong;
            }

            if (await OfferedAlreadyAsync(write, orders, ct) is { } twice)
            {
                return twice;
            }

            var cases = await HandoverCases.OwnAsync(write.Db, actor.Id, orders, write.Now, ct);
            if (orders.Find(id => !cases.ContainsKey(id)) is { Value: > 0 } stranger)
            {
                return Error.Conflict("review.handover-not-yours", stranger.Number);
            }

            var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
            var handover = Handover.Offer(write.NewId<HandoverId>(), actor, command.To, colleague!.DisplayName, note, [.. orders.Select(id => (id, cases[id]))], write.Now);
            write.Db.Handovers.Add(handover);
            return handover.Id;
        }, ct);
    }

    private Error? WhyNotTo(Actor actor, StaffUser? colleague) => colleague switch
    {
        null => Error.NotFound("review.handover-nobody"),
        _ when colleague.StaffId == actor.Id => Error.Invalid("review.handover-self"),
        { DisabledAt: not null } => Error.Invalid("review.handover-disabled", colleague.DisplayName),
        _ when !grants.Of(colleague.Roles).Contains(ReviewPermissions.Decide) => Error.Invalid("review.handover-may-not", colleague.DisplayName),
        _ => null,
    };

    private static async Task<Error?> OfferedAlreadyAsync(Write write, List<OrderId> orders, CancellationToken ct)
    {
        var open = await write.Db.Handovers.Include(h => h.Items)
            .Where(h => h.FromId == write.Actor.Id && h.State == HandoverState.Offered && h.LapsesAt > write.Now).ToListAsync(ct);
        return (from handover in open from item in handover.Items where orders.Contains(item.OrderId) select Error.Conflict("review.handover-offered", item.OrderId.Number, handover.ToName)).FirstOrDefault();
    }
}

/// <summary>Which cases are a person's to hand over.</summary>
internal static class HandoverCases
{
    /// <summary>Those of these orders the person works on (true), or has put off, passed on or promised something for (false).</summary>
    public static async Task<Dictionary<OrderId, bool>> OwnAsync(OrderDeskDb db, StaffId me, IReadOnlyList<OrderId> orders, DateTime now, CancellationToken ct)
    {
        var ids = orders.ToList();
        var held = await db.ReviewCases.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.OrderId) && r.State == ReviewState.Open && r.ClaimedBy == me && r.ClaimedUntil > now).Select(r => r.OrderId).ToListAsync(ct);
        var rests = await db.ReviewCases.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.OrderId) && r.State == ReviewState.Open).Where(InHand(me, now)).Select(r => r.OrderId).ToListAsync(ct);
        var promised = await Promised(db, me).Where(o => EF.Parameter(ids).Contains(o.Id)).Select(o => o.Id).ToListAsync(ct);
        var own = rests.Concat(promised).Distinct().ToDictionary(id => id, _ => false);
        held.ForEach(id => own[id] = true);
        return own;
    }

    /// <summary>Cases this person works on, has put off, or has passed on to whoever picks them up.</summary>
    public static Expression<Func<ReviewCase, bool>> InHand(StaffId me, DateTime now) => r =>
        (r.ClaimedBy == me && r.ClaimedUntil > now) || (r.SnoozedBy == me && r.SnoozedUntil > now) || (r.EscalatedBy == me && (r.ClaimedUntil == null || r.ClaimedUntil <= now));

    /// <summary>Orders this person asked something for or promised a date for, while it still counts.</summary>
    public static IQueryable<Order> Promised(OrderDeskDb db, StaffId me) =>
        db.Orders.AsNoTracking().Where(o => o.PromisedBy == me && o.Status == OrderStatus.OnHold && (o.WaitingUntil != null || o.PromisedFor != null));
}
