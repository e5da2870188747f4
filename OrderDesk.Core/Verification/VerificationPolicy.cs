using System.Text.Json.Serialization;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification;

/// <summary>What the policy makes of one check (<c>Verification:Checks:{code}:*</c>); what is not set stays as the check itself has it.</summary>
public sealed record CheckSetting
{
    /// <summary>Whether a doubt holds, warns, or is not looked for.</summary>
    public CheckMode? Mode { get; init; }

    /// <summary>Points of a warning, 0 to 1,000.</summary>
    public int? Points { get; init; }
}

/// <summary>Thresholds, weights and switches of the checks (<c>Verification:*</c>); nothing needs to be set.</summary>
public sealed record VerificationPolicy
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Verification";

    /// <summary>The version that stands in the settings file.</summary>
    public const int FromSettings = 1;

    /// <summary>The version an order remembers; the settings file is version 1.</summary>
    [JsonIgnore]
    public int Version { get; internal init; } = FromSettings;

    /// <summary>What differs from the checks' own settings, by check code.</summary>
    public IReadOnlyDictionary<string, CheckSetting> Checks { get; init; } = new Dictionary<string, CheckSetting>();

    /// <summary>Points of warnings that together hold an order; 0 never does.</summary>
    public int HoldAtPoints { get; init; } = 100;

    /// <summary>The share of orders without a doubt that are drawn at random for a person to look at; 0 to 0.05.</summary>
    public decimal AuditShare { get; init; }

    /// <summary>Orders of one person within an hour, this one included, up to which nothing is said.</summary>
    public int OrdersPerHour { get; init; } = 3;

    /// <summary>Orders of one person within 24 hours, this one included, up to which nothing is said.</summary>
    public int OrdersPerDay { get; init; } = 6;

    /// <summary>Orders to one address within 24 hours, this one included, up to which nothing is said.</summary>
    public int OrdersPerAddressPerDay { get; init; } = 10;

    /// <summary>The highest total of a first order that is never doubted, in major units by currency; a currency that is not named is judged by the channel's median alone.</summary>
    public IReadOnlyDictionary<string, decimal> FirstOrderLimits { get; init; } = new Dictionary<string, decimal>
    {
        ["GBP"] = 500,
        ["EUR"] = 600,
        ["USD"] = 650,
        ["CAD"] = 900,
        ["AUD"] = 1_000,
        ["CHF"] = 600,
        ["CNY"] = 4_500,
        ["HKD"] = 5_000,
        ["TWD"] = 20_000,
        ["SGD"] = 900,
        ["JPY"] = 100_000,
    };

    /// <summary>How many times the channel's median a first order may cost.</summary>
    public decimal FirstOrderTimesMedian { get; init; } = 5;

    /// <summary>How many times the customer's own median an order may cost.</summary>
    public decimal UnusualTimesMedian { get; init; } = 5;

    /// <summary>Earlier orders a customer needs before their own median says anything.</summary>
    public int UnusualNeedsOrders { get; init; } = 3;

    /// <summary>Earlier orders a customer needs before their credit record says anything.</summary>
    public int CreditNeedsOrders { get; init; } = 3;

    /// <summary>The share of earlier orders that may have gone wrong: cancelled, given back, not paid; 0 to 1.</summary>
    public decimal CreditBadShare { get; init; } = 0.5m;

    /// <summary>Units on one line up to which nothing is said.</summary>
    public int MaxLineQuantity { get; init; } = 100;

    /// <summary>Minor units by which the channel's figures may fail to add up, besides what rounding explains.</summary>
    public long TotalsToleranceMinor { get; init; }

    /// <summary>Payment methods that are taken, as the channel names them; empty takes all.</summary>
    public IReadOnlyList<string> PaymentMethods { get; init; } = [];

    /// <summary>Hours within which the same lines for the same person are a duplicate.</summary>
    public int DuplicateHours { get; init; } = 48;

    /// <summary>Minutes a channel's clock may be ahead.</summary>
    public int ClockAheadMinutes { get; init; } = 15;

    /// <summary>Days after which an order that only now arrives is doubted.</summary>
    public int MaxAgeDays { get; init; } = 365;

    /// <summary>Hours that packing and delivery need at least.</summary>
    public int ShortestDeliveryHours { get; init; } = 24;

    /// <summary>Countries, as ISO 3166-1 alpha-2, to which a person must look at every order.</summary>
    public IReadOnlyList<string> HighRiskCountries { get; init; } = [];

    /// <summary>E-mail addresses and, with a leading @, whole domains whose orders are held.</summary>
    public IReadOnlyList<string> BlockedMail { get; init; } = [];

    /// <summary>Phone numbers whose orders are held, with country code.</summary>
    public IReadOnlyList<string> BlockedPhones { get; init; } = [];

    /// <summary>Delivery addresses whose orders are held, as <c>street, postal code, country</c>.</summary>
    public IReadOnlyList<string> BlockedAddresses { get; init; } = [];

    /// <summary>E-mail addresses and, with a leading @, whole domains whose orders are worth a look.</summary>
    public IReadOnlyList<string> WatchedMail { get; init; } = [];

    /// <summary>Phone numbers whose orders are worth a look, with country code.</summary>
    public IReadOnlyList<string> WatchedPhones { get; init; } = [];

    /// <summary>Delivery addresses whose orders are worth a look, as <c>street, postal code, country</c>.</summary>
    public IReadOnlyList<string> WatchedAddresses { get; init; } = [];

    /// <summary>Domains of throw-away e-mail addresses, besides those OrderDesk knows.</summary>
    public IReadOnlyList<string> DisposableMailDomains { get; init; } = [];

    /// <summary>Remarks that say nothing, besides those OrderDesk knows.</summary>
    public IReadOnlyList<string> UnimportantRemarks { get; init; } = [];

    /// <summary>Rules of the company's own, in the order in which they are asked.</summary>
    public IReadOnlyList<CustomRule> Rules { get; init; } = [];

    /// <summary>What a doubt of this check does.</summary>
    public CheckMode ModeOf(Check check) => Checks.GetValueOrDefault(check.Code)?.Mode ?? check.Mode;

    /// <summary>Points of a warning of this check.</summary>
    public int PointsOf(Check check) => Checks.GetValueOrDefault(check.Code)?.Points ?? check.Points;

    /// <summary>The highest total of a first order that is never doubted, in minor units, or null where the currency has none.</summary>
    public long? FirstOrderLimit(string currency) => FirstOrderLimits.TryGetValue(currency, out var limit) ? Money.ToMinor(limit, currency) : null;
}
