using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

public sealed partial class ReviewCase
{
    /// <summary>Passes an open case on in the name of nobody, because the time of a hold is up; one that was passed on before stays as it is.</summary>
    public void PassOn(Actor by, DateTime now)
    {
        if (State is ReviewState.Open && EscalatedAt is null)
        {
            (EscalatedAt, EscalatedBy, EscalatedByName, SnoozedUntil, ClaimedBy, ClaimedByName, ClaimedUntil) = (now, null, by.Name, null, null, null, null);
        }
    }
}
