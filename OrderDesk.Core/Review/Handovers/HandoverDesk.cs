using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>What a person has in hand at the end of a shift: claims, promises, what was put off or passed on, clocks that run out before the next one, and what is offered.</summary>
public sealed class HandoverDesk(IDbContextFactory<OrderDeskDb> contexts, RoleGrants grants, TimeProvider clock)
{
    private const int MostOffers = 10, MostPeople = 2_000;

    /// <summary>One case of the person's own.</summary>
    /// <param name="OrderId">The order.</param>
    /// <param name="ExternalId">The channel's number.</param>
    /// <param name="Customer">Who buys.</param>
    /// <param name="TotalMinor">The total in minor units.</param>
    /// <param name="Currency">Its currency.</param>
    /// <param name="Held">Whether the person works on it now.</param>
    /// <param name="DecideBy">The last safe decision time (UTC); null where no decision is open.</param>
    /// <param name="WaitingUntil">Until when an answer is awaited (UTC).</param>
    /// <param name="PromisedFor">The date the customer was promised (UTC).</param>
    /// <param name="SnoozedUntil">When it comes back by itself (UTC).</param>
    /// <param name="PassedOn">Whether the person passed it on and nobody has decided it.</param>
    public sealed record Row(
        OrderId OrderId, string ExternalId, string? Customer, long TotalMinor, string Currency, bool Held, DateTime? DecideBy, DateTime? WaitingUntil, DateTime? PromisedFor, DateTime? SnoozedUntil, bool PassedOn)
    {
        /// <summary>The total with its currency.</summary>
        public Money Total => new(TotalMinor, Currency);

        /// <summary>The first of its clocks.</summary>
        public DateTime? First => new[] { DecideBy, WaitingUntil, PromisedFor, SnoozedUntil }.Min();

        /// <summary>Whether one of its clocks runs out before this instant.</summary>
        public bool Breaches(DateTime nextShift) => First < nextShift;
    }

    /// <summary>One offer with its cases.</summary>
    public sealed record Offer(HandoverId Id, string FromName, string ToName, string? Note, DateTime OfferedAt, DateTime LapsesAt, HandoverState State, IReadOnlyList<Item> Items)
    {
        /// <summary>Whether it can still be answered.</summary>
        public bool IsOpen(DateTime now) => State is HandoverState.Offered && LapsesAt > now;
    }

    /// <summary>One case of an offer.</summary>
    public sealed record Item(OrderId OrderId, bool Held, HandoverOutcome? Outcome);

    /// <summary>A colleague who may decide.</summary>
    public sealed record Person(StaffId Id, string Name);

    /// <summary>Everything the page shows.</summary>
    /// <param name="Own">The person's own cases, the first clock first.</param>
    /// <param name="Incoming">What is offered to them and still stands.</param>
    /// <param name="Outgoing">What they offered, newest first.</param>
    /// <param name="People">Who can be handed cases.</param>
    public sealed record Answer(IReadOnlyList<Row> Own, IReadOnlyList<Offer> Incoming, IReadOnlyList<Offer> Outgoing, IReadOnlyList<Person> People);

    /// <summary>Reads it.</summary>
    public async Task<Result<Answer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(ReviewPermissions.Read))
        {
            return Error.Forbidden("review.read-forbidden");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Answer(
            await OwnAsync(db, actor.Id, now, ct),
            await OffersAsync(db.Handovers.Where(h => h.ToId == actor.Id && h.State == HandoverState.Offered && h.LapsesAt > now), ct),
            await OffersAsync(db.Handovers.Where(h => h.FromId == actor.Id), ct),
            await PeopleAsync(db, actor.Id, ct));
    }

    private static async Task<IReadOnlyList<Row>> OwnAsync(OrderDeskDb db, StaffId me, DateTime now, CancellationToken ct)
    {
        var held = await db.ReviewCases.Where(r => r.State == ReviewState.Open).Where(HandoverCases.InHand(me, now))
            .Join(db.Orders, r => r.OrderId, o => o.Id, (r, o) => new Row(
                o.Id, o.ExternalId, o.CustomerName, o.TotalMinor, o.Currency, r.ClaimedBy == me && r.ClaimedUntil > now, r.DecideBy, o.WaitingUntil, o.PromisedFor, r.SnoozedUntil > now ? r.SnoozedUntil : null, r.EscalatedBy == me))
            .Take(Handover.MostCases).ToListAsync(ct);
        var promised = await HandoverCases.Promised(db, me)
            .Select(o => new Row(o.Id, o.ExternalId, o.CustomerName, o.TotalMinor, o.Currency, false, null, o.WaitingUntil, o.PromisedFor, null, false))
            .Take(Handover.MostCases).ToListAsync(ct);
        return [.. held.Concat(promised).DistinctBy(row => row.OrderId).OrderBy(row => row.First).ThenBy(row => row.OrderId.Value)];
    }

    private static async Task<IReadOnlyList<Offer>> OffersAsync(IQueryable<Handover> offers, CancellationToken ct) =>
        [.. (await offers.AsNoTracking().Include(h => h.Items).OrderByDescending(h => h.OfferedAt).Take(MostOffers).ToListAsync(ct))
            .Select(h => new Offer(h.Id, h.FromName, h.ToName, h.Note, h.OfferedAt, h.LapsesAt, h.State, [.. h.Items.OrderBy(item => item.OrderId.Value).Select(item => new Item(item.OrderId, item.Held, item.Outcome))]))];

    private async Task<IReadOnlyList<Person>> PeopleAsync(OrderDeskDb db, StaffId me, CancellationToken ct)
    {
        var people = await db.Users.Where(user => user.DisabledAt == null && user.Id != me.Value).OrderBy(user => user.Id).Take(MostPeople).Select(user => new { user.Id, user.DisplayName, user.Roles }).ToListAsync(ct);
        return [.. people.Where(person => grants.Of(person.Roles).Contains(ReviewPermissions.Decide))
            .Select(person => new Person(new StaffId(person.Id), person.DisplayName)).OrderBy(person => person.Name, StringComparer.CurrentCulture)];
    }
}
