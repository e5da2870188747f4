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

        ClaimedUntil = now + ClaimIdle;
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
        return new Result<string>(from, null);
    }

    /// <summary>Lets go of a claim; harmless where there is none of this person's, or another one than was meant.</summary>
    /// <param name="by">Who lets go.</param>
    /// <param name="fence">The claim that is meant, or null for whichever the person has.</param>
    public void LetGo(Actor by, long? fence)
    {
        if (ClaimedBy == by.Id && (fence is null || fence == Fence))
        {
            (ClaimedBy, ClaimedByName, ClaimedUntil) = (null, null, null);
        }
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

    private void Hand(Actor by, DateTime now)
    {
        Fence++;
        (ClaimedBy, ClaimedByName, ClaimedAt, ClaimedUntil) = (by.Id, by.Name, now, now + ClaimIdle);
    }
}
