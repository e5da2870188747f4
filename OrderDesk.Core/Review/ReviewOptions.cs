using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>When a flagged order must be decided (<c>Review:*</c>), until carriers and their own cut-offs are known.</summary>
public sealed class ReviewOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Review";

    /// <summary>When the carrier collects, in the company's time zone.</summary>
    public TimeOnly CarrierCutOff { get; set; } = new(17, 0);

    /// <summary>Other cut-offs by the code of the channel, for goods that another carrier collects.</summary>
    public IReadOnlyDictionary<string, TimeOnly> ChannelCutOffs { get; set; } = new Dictionary<string, TimeOnly>();

    /// <summary>What one unit of a currency is worth in the company's, for ranking cases only and never for books; a currency that is not named counts as the company's own.</summary>
    public IReadOnlyDictionary<string, decimal> Worth { get; set; } = new Dictionary<string, decimal>();

    /// <summary>How long picking takes.</summary>
    public TimeSpan Picking { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>How long packing takes.</summary>
    public TimeSpan Packing { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an answer of a customer is awaited unless the agent says otherwise.</summary>
    public TimeSpan AnswerWait { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long before its last safe decision time a case is served to everybody, whatever their skills.</summary>
    public TimeSpan EverybodyWithin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a case rests for its money before it comes back unpaid; at most 14 days.</summary>
    public TimeSpan PaymentWait { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long cases that are handed to a colleague wait for them before anybody may take them.</summary>
    public TimeSpan HandedFor { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Totals above which two people must say yes, in major units by currency; a currency that is not named never needs two.</summary>
    public IReadOnlyDictionary<string, decimal> TwoPeopleAbove { get; set; } = new Dictionary<string, decimal>();

    /// <summary>Whether two people must say yes to a purchase of so much.</summary>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="totalMinor">In minor units, with all orders that splitting made of it.</param>
    public bool NeedsTwo(string currency, long totalMinor) => TwoPeopleAbove.TryGetValue(currency, out var limit) && totalMinor > Money.ToMinor(limit, currency);

    /// <summary>What an order is worth, in minor units of the company's currency.</summary>
    /// <param name="total">What the customer owes.</param>
    /// <param name="company">The company's currency.</param>
    public long WorthOf(Money total, string company) =>
        total.Currency == company ? total.Minor
        : Money.ToMinor(total.Major * Worth.GetValueOrDefault(total.Currency, 1), company);

    /// <summary>Until when (UTC) a handed case waits for one person: not into the time in which anybody should decide it, but as long as any claim lasts.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="decideBy">Its last safe decision time (UTC).</param>
    public DateTime HandedUntil(DateTime now, DateTime decideBy)
    {
        var safe = decideBy - EverybodyWithin < now + HandedFor ? decideBy - EverybodyWithin : now + HandedFor;
        return safe > now + ReviewCase.ClaimIdle ? safe : now + ReviewCase.ClaimIdle;
    }

    /// <summary>The last instant (UTC) at which a yes still makes the next collection: cut-off − picking − packing, never in the past.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="zone">The company's time zone.</param>
    /// <param name="channel">The code of the order's channel, or null where it has no cut-off of its own.</param>
    public DateTime DecideBy(DateTime now, TimeZoneInfo zone, string? channel = null)
    {
        var collected = channel is not null && ChannelCutOffs.TryGetValue(channel, out var own) ? own : CarrierCutOff;
        var today = TimeZoneInfo.ConvertTimeFromUtc(now, zone).Date;
        for (var day = 0; day < 3; day++)
        {
            var cutOff = DateTime.SpecifyKind(today.AddDays(day) + collected.ToTimeSpan(), DateTimeKind.Unspecified);
            // A cut-off inside the hour that a summer-time change skips happens an hour later.
            var local = zone.IsInvalidTime(cutOff) ? cutOff.AddHours(1) : cutOff;
            var safe = TimeZoneInfo.ConvertTimeToUtc(local, zone) - Picking - Packing;
            if (safe > now)
            {
                return safe;
            }
        }

        return now;
    }
}
