using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class ReviewCase
{
    /// <summary>Who holds a living claim at this instant, or null.</summary>
    public StaffId? Claimant(DateTime now) => ClaimedUntil > now ? ClaimedBy : null;

    /// <summary>Claims or renews; refused while somebody else holds it.</summary>
    public Result Claim(Actor by, DateTime now)
    {
        if (State is not ReviewState.Open)
        {
            return AlreadyClosed();
        }

        if (Claimant(now) is { } other && other != by.Id)
        {
            return Error.Conflict("review.claimed-by-other", ClaimedByName ?? "", ClaimedUntil!.Value);
        }

        if (Claimant(now) is null)
        {
            Hand(by, now);
            return Result.Ok;
        }

        // What was handed to somebody stays theirs while they are at it, however short or long that takes.
        (ClaimedAt, ClaimedUntil) = (ClaimedAt ?? now, HandedUntil > now + ClaimIdle ? HandedUntil : now + ClaimIdle);
        return Result.Ok;
    }

    /// <summary>Takes a living claim over from somebody else; answers from whom.</summary>
    public Result<string> TakeOver(Actor by, DateTime now)
    {
        if (State is not ReviewState.Open)
        {
            return AlreadyClosed();
        }

        if (Claimant(now) is not { } other || other == by.Id)
        {
            return Error.Conflict("review.nobody-to-take-over");
        }

        var from = ClaimedByName ?? "";
        Hand(by, now);
        Raise(new CaseTakenOver(OrderId, other));
        return new Result<string>(from, null);
    }

    /// <summary>Lets go of a claim; harmless where there is none of this person's, or another one than was meant.</summary>
    /// <param name="by">Who lets go.</param>
    /// <param name="fence">The claim that is meant, by a page that is left: what was handed to the person waits on for them. Null to give up whichever they have.</param>
    /// <param name="now">UTC.</param>
    public void LetGo(Actor by, long? fence, DateTime now)
    {
        if (ClaimedBy != by.Id || (fence is { } meant && meant != Fence))
        {
            return;
        }

        if (fence is not null && HandedUntil > now)
        {
            (ClaimedAt, ClaimedUntil) = (null, HandedUntil);
            return;
        }

        Free();
    }

    /// <summary>Why this person may not act on the case now, or null.</summary>
    public Error? WhyNot(Actor by, DateTime now)
    {
        if (State is not ReviewState.Open)
        {
            return AlreadyClosed();
        }

        return Claimant(now) is { } other && other != by.Id ? Error.Conflict("review.claimed-by-other", ClaimedByName ?? "", ClaimedUntil!.Value) : null;
    }

    /// <summary>Why a decision made under this claim no longer counts, or null; it names who has the case now.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="fence">The claim the decision was made under.</param>
    /// <param name="now">UTC.</param>
    public Error? WhyLost(Actor by, long fence, DateTime now) =>
        WhyNot(by, now) ?? (Claimant(now) is null || Fence != fence ? Error.Conflict("review.claim-lost", ClaimIdle.TotalMinutes) : null);

    /// <summary>Whether somebody else than these two works on it or has put it off.</summary>
    public bool InHandsOfAnother(StaffId from, StaffId to, DateTime now) =>
        (Claimant(now) ?? (IsSnoozed(now) ? SnoozedBy : null)) is { } hand && hand != from && hand != to;

    /// <summary>A colleague accepted it: the claim moves with a new fence, and what was put off or passed on comes back to them.</summary>
    /// <param name="from">Who had it.</param>
    /// <param name="to">Who has it now.</param>
    /// <param name="claim">Whether the claim moves too; not for a case that only waits.</param>
    /// <param name="now">UTC.</param>
    public void HandOver(StaffId from, Actor to, bool claim, DateTime now)
    {
        if (SnoozedBy == from)
        {
            SnoozedBy = to.Id;
        }

        if (EscalatedBy == from)
        {
            EscalatedBy = to.Id;
        }

        if (claim || ClaimedBy == from)
        {
            Hand(to, now);
        }
    }

    /// <summary>Puts the case into the hands of a colleague: the claim is theirs with a new fence, and waits for them to begin. What rests goes on resting in their name.</summary>
    /// <param name="to">The colleague.</param>
    /// <param name="name">Their name.</param>
    /// <param name="by">Who hands it.</param>
    /// <param name="awaited">Whether an answer of the customer is awaited, so that there is nothing to begin yet.</param>
    /// <param name="until">Until when it waits for them (UTC).</param>
    /// <param name="now">UTC.</param>
    public Result HandTo(StaffId to, string name, StaffId by, bool awaited, DateTime until, DateTime now)
    {
        if (State is not ReviewState.Open)
        {
            return AlreadyClosed();
        }

        if (Claimant(now) is { } other && other != by && ClaimedAt is not null)
        {
            Raise(new CaseTakenOver(OrderId, other));
        }

        var passedOn = EscalatedBy == by;
        (SnoozedBy, EscalatedBy) = (IsSnoozed(now) ? to : SnoozedBy, passedOn ? to : EscalatedBy);
        if (awaited || passedOn || IsSnoozed(now))
        {
            Free();
            return Result.Ok;
        }

        Fence++;
        (ClaimedBy, ClaimedByName, ClaimedAt, ClaimedUntil, HandedUntil) = (to, name, null, until, until);
        return Result.Ok;
    }

    private void Hand(Actor by, DateTime now)
    {
        Fence++;
        (ClaimedBy, ClaimedByName, ClaimedAt, ClaimedUntil, HandedUntil) = (by.Id, by.Name, now, now + ClaimIdle, null);
    }

    private void Free() => (ClaimedBy, ClaimedByName, ClaimedUntil, HandedUntil) = (null, null, null, null);
}
