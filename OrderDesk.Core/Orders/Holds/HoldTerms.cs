using System.Numerics;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>How much a type of hold asks for attention, by the names of the tints.</summary>
public enum HoldColour
{
    /// <summary>Nothing to hurry for.</summary>
    Neutral = 1,

    /// <summary>Good to know.</summary>
    Info = 2,

    /// <summary>Somebody should look.</summary>
    Warn = 3,

    /// <summary>Wrong, or dangerous.</summary>
    Bad = 4,
}

/// <summary>What happens when the time of a hold is up.</summary>
public enum HoldEnd
{
    /// <summary>The hold is gone and the order goes on.</summary>
    Release = 1,

    /// <summary>The order is cancelled.</summary>
    Cancel = 2,

    /// <summary>The case is passed on to those who may decide more.</summary>
    Escalate = 3,
}

/// <summary>What a company makes of one type of hold: who may release it, what becomes of the units, how long it lasts, how it looks and what it is called.</summary>
/// <param name="Type">The one type.</param>
public sealed record HoldTerms(HoldType Type)
{
    /// <summary>The longest time a hold may be given.</summary>
    public const int MostHours = 24 * 90;

    /// <summary>The longest name.</summary>
    public const int NameMaxLength = 40;

    /// <summary>Every type there is, one by one.</summary>
    public static IReadOnlyList<HoldType> Types { get; } = [.. Enum.GetValues<HoldType>().Where(type => BitOperations.IsPow2((int)type))];

    /// <summary>Who may release it, of those who decide at all.</summary>
    public StaffRoles ReleasedBy { get; init; } = StaffUser.AllRoles;

    /// <summary>What it does to reserved units; null where each check says so itself.</summary>
    public StockEffect? Effect { get; init; }

    /// <summary>How many hours it lasts; null for ever.</summary>
    public int? Hours { get; init; }

    /// <summary>What happens then; null where it lasts for ever.</summary>
    public HoldEnd? AtEnd { get; init; }

    /// <summary>How it looks.</summary>
    public HoldColour Colour { get; init; } = Type is HoldType.System ? HoldColour.Bad : HoldColour.Warn;

    /// <summary>What it is called in English, or null for the words that ship.</summary>
    public string? NameEn { get; init; }

    /// <summary>What it is called in Simplified Chinese, or null.</summary>
    public string? NameHans { get; init; }

    /// <summary>What it is called in Traditional Chinese, or null.</summary>
    public string? NameHant { get; init; }

    /// <summary>What it is called in a language, or null for the words that ship.</summary>
    public string? NameIn(string language) => language switch
    {
        "zh-Hans" => NameHans,
        "zh-Hant" => NameHant,
        _ => NameEn,
    };

    /// <summary>Whether this person may release it, if they decide at all.</summary>
    public bool MayRelease(Actor actor) => actor.IsAny(ReleasedBy);

    /// <summary>A reason to hold, as these terms have it.</summary>
    public HoldReason On(HoldReason reason, DateTime now) => reason with { Effect = Effect ?? reason.Effect, ExpiresAt = Hours is { } hours ? now.AddHours(hours) : null };

    /// <summary>The same with names that are written or none.</summary>
    public HoldTerms Trimmed() => this with { NameEn = Trim(NameEn), NameHans = Trim(NameHans), NameHant = Trim(NameHant) };

    /// <summary>Why these terms make no sense, or null.</summary>
    public Error? WhyNot() =>
        !Types.Contains(Type) ? Error.NotFound("orders.no-hold-type")
        : (ReleasedBy & ~StaffUser.AllRoles) is not StaffRoles.None || !Enum.IsDefined(Colour) || Effect is { } effect && !Enum.IsDefined(effect) || AtEnd is { } end && !Enum.IsDefined(end) ? Error.Invalid("orders.hold-terms-wrong")
        : ReleasedBy is StaffRoles.None ? Error.Invalid("orders.hold-nobody-releases")
        : Hours is null != AtEnd is null ? Error.Invalid("orders.hold-expiry-half")
        : Hours is < 1 or > MostHours ? Error.Invalid("orders.hold-hours", MostHours)
        : Type is HoldType.Stock ? WhyNotShort()
        : Names.Any(name => name?.Length > NameMaxLength || name?.Any(char.IsControl) is true) ? Error.Invalid("orders.hold-name", NameMaxLength)
        : null;

    internal IReadOnlyList<string?> Names => [NameEn, NameHans, NameHant];

    /// <summary>A shortage has no units to free and cannot be released, only filled.</summary>
    private Error? WhyNotShort() =>
        Effect is not null ? Error.Invalid("orders.shortage-frees-nothing")
        : AtEnd is HoldEnd.Release or HoldEnd.Escalate ? Error.Invalid("orders.shortage-only-cancels")
        : (this with { Type = HoldType.Manual }).WhyNot();

    private static string? Trim(string? name) => name?.Trim() is { Length: > 0 } written ? written : null;
}
