using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class ReviewCase
{
    /// <summary>The longest a case may be put off.</summary>
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(14);

    /// <summary>Whether it rests at this instant.</summary>
    public bool IsSnoozed(DateTime now) => SnoozedUntil > now;

    /// <summary>Puts the case off; it comes back by itself.</summary>
    public Result Snooze(DateTime until, Actor by, DateTime now)
    {
        if (until <= now || until > now + LongestSnooze)
        {
            return Error.Invalid("review.bad-snooze", LongestSnooze.TotalDays);
        }

        Free();
        (SnoozedUntil, SnoozedBy, AwaitsPayment) = (until, by.Id, false);
        return Result.Ok;
    }

    /// <summary>Passes the case on to those who may decide more.</summary>
    public Result Escalate(Actor by, DateTime now)
    {
        if (EscalatedAt is not null)
        {
            return Error.Conflict("review.already-escalated", EscalatedByName ?? "", EscalatedAt.Value);
        }

        Free();
        (EscalatedAt, EscalatedBy, EscalatedByName, SnoozedUntil) = (now, by.Id, by.Name, null);
        return Result.Ok;
    }

    /// <summary>What the first yes was said to is not what it was: two are asked anew.</summary>
    public void ForgetYes() => (FirstYesBy, FirstYesByName) = (null, null);

    /// <summary>The first of two says yes; the second must be somebody else. Answers whether a second is still needed.</summary>
    public Result<bool> SayYes(Actor by)
    {
        if (FirstYesBy is not { } first)
        {
            Free();
            (FirstYesBy, FirstYesByName) = (by.Id, by.Name);
            return true;
        }

        return first == by.Id ? Error.Conflict("review.second-must-be-another", FirstYesByName ?? "") : false;
    }
}
