using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>What came of a bulk action for one order.</summary>
public enum BulkOutcome
{
    /// <summary>Not yet; a code beside it says what the look foretold.</summary>
    Waiting = 1,

    /// <summary>It was done.</summary>
    Done = 2,

    /// <summary>It was the first of two yeses.</summary>
    Half = 3,

    /// <summary>It was refused, for the reason beside it.</summary>
    Refused = 4,
}

/// <summary>One order of a bulk action.</summary>
public sealed class BulkRow
{
    /// <summary>The code of a forecast: only the first of two yeses.</summary>
    public const string OnlyFirstYes = "review.bulk-first-yes";

    /// <summary>The longest code.</summary>
    public const int CodeMaxLength = 80;

    /// <summary>The longest arguments.</summary>
    public const int ArgsMaxLength = 1000;

    private BulkRow() { }

    /// <summary>The bulk action.</summary>
    public BulkRunId RunId { get; private init; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>The version that was looked at; a decision on a newer one is refused.</summary>
    public int SeenVersion { get; private init; }

    /// <summary>The claim that was looked at, where the action moves it; one that changed hands since is left alone.</summary>
    public long? SeenFence { get; private init; }

    /// <summary>What came of it.</summary>
    public BulkOutcome Outcome { get; private set; } = BulkOutcome.Waiting;

    /// <summary>Why not: the code of the refusal, or of the one that the look foretells; null where nothing is in the way.</summary>
    public string? Code { get; private set; }

    /// <summary>What the words of the code need (<see cref="ErrorText"/>).</summary>
    public string? Args { get; private set; }

    /// <summary>One order as the look found it.</summary>
    public static BulkRow Look(BulkRunId run, OrderId order, int version, long? fence, Error? foretold) => new()
    {
        RunId = run,
        OrderId = order,
        SeenVersion = version,
        SeenFence = fence,
        Code = foretold?.Code,
        Args = foretold is null ? null : ErrorText.Write(foretold.Args, ArgsMaxLength),
    };

    /// <summary>It was done, or half of it.</summary>
    public void Did(bool half) => (Outcome, Code, Args) = (half ? BulkOutcome.Half : BulkOutcome.Done, null, null);

    /// <summary>It was refused.</summary>
    public void Refuse(Error why) => (Outcome, Code, Args) = (BulkOutcome.Refused, why.Code, ErrorText.Write(why.Args, ArgsMaxLength));
}
