using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Learning;

/// <summary>What checks miss, estimated from orders that were drawn at random although no check doubted them.</summary>
/// <param name="Drawn">Orders that were drawn.</param>
/// <param name="Missed">Of those drawn and decided by a person, the share that was changed or rejected.</param>
/// <param name="Clean">Orders that no check doubted, drawn or not; a lack of stock is no doubt.</param>
/// <param name="Caught">Orders that a check held and a person changed or rejected.</param>
/// <param name="Minutes">Minutes from claim to decision that the draw cost.</param>
public sealed record Recall(int Drawn, CountedShare Missed, int Clean, int Caught, double Minutes)
{
    /// <summary>The share of wrong orders that checks caught: caught ÷ (caught + missed share × clean); null where nobody decided a drawn order or nothing was wrong.</summary>
    public double? Value => At(Missed.Value);

    /// <summary>The lower end of the 95 % interval: as many missed as the interval of the missed share allows.</summary>
    public double? Low => At(Missed.High);

    /// <summary>The upper end of the 95 % interval.</summary>
    public double? High => At(Missed.Low);

    private double? At(double missed) => Missed.Of == 0 || Caught + (missed * Clean) == 0 ? null : Caught / (Caught + (missed * Clean));
}
