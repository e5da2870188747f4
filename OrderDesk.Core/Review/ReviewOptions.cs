using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>When a flagged order must be decided (<c>Review:*</c>), until carriers and their own cut-offs are known.</summary>
public sealed class ReviewOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Review";

    /// <summary>When the carrier collects, in the company's time zone.</summary>
    public TimeOnly CarrierCutOff { get; set; } = new(17, 0);

    /// <summary>How long picking takes.</summary>
    public TimeSpan Picking { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>How long packing takes.</summary>
    public TimeSpan Packing { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an answer of a customer is awaited unless the agent says otherwise.</summary>
    public TimeSpan AnswerWait { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Totals above which two people must say yes, in major units by currency; a currency that is not named never needs two.</summary>
    public IReadOnlyDictionary<string, decimal> TwoPeopleAbove { get; set; } = new Dictionary<string, decimal>();

    /// <summary>Whether two people must say yes to this order: a rule of the policy asked for it, or its total is above the limit.</summary>
    public bool NeedsTwo(Order order) => order.NeedsTwo || TwoPeopleAbove.TryGetValue(order.Currency, out var limit) && order.TotalMinor > Money.ToMinor(limit, order.Currency);

    /// <summary>The last instant (UTC) at which a yes still makes the next collection: cut-off − picking − packing, never in the past.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="zone">The company's time zone.</param>
    public DateTime DecideBy(DateTime now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTimeFromUtc(now, zone).Date;
        for (var day = 0; day < 3; day++)
        {
            var cutOff = DateTime.SpecifyKind(today.AddDays(day) + CarrierCutOff.ToTimeSpan(), DateTimeKind.Unspecified);
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
