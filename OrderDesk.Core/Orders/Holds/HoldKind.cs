using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>What the company makes of one type of hold; without such a row what is built in counts.</summary>
public sealed class HoldKind : Entity
{
    private HoldKind() { }

    /// <summary>The type.</summary>
    public HoldType Type { get; private init; }

    /// <summary>Who may release it, of those who decide at all.</summary>
    public StaffRoles ReleasedBy { get; private set; }

    /// <summary>What it does to reserved units; null where each check says so itself.</summary>
    public StockEffect? Effect { get; private set; }

    /// <summary>How many hours it lasts; null for ever.</summary>
    public int? Hours { get; private set; }

    /// <summary>What happens then.</summary>
    public HoldEnd? AtEnd { get; private set; }

    /// <summary>How it looks.</summary>
    public HoldColour Colour { get; private set; }

    /// <summary>What it is called in English.</summary>
    public string? NameEn { get; private set; }

    /// <summary>What it is called in Simplified Chinese.</summary>
    public string? NameHans { get; private set; }

    /// <summary>What it is called in Traditional Chinese.</summary>
    public string? NameHant { get; private set; }

    /// <summary>All of it.</summary>
    public HoldTerms Terms => new(Type) { ReleasedBy = ReleasedBy, Effect = Effect, Hours = Hours, AtEnd = AtEnd, Colour = Colour, NameEn = NameEn, NameHans = NameHans, NameHant = NameHant };

    /// <inheritdoc/>
    public override string Kind => "hold";

    /// <inheritdoc/>
    public override long Key => (long)Type;

    /// <summary>The company's own terms; they must have been looked at (<see cref="HoldTerms.WhyNot"/>).</summary>
    public static HoldKind Of(HoldTerms terms)
    {
        var kind = new HoldKind { Type = terms.Type };
        kind.Become(terms);
        return kind;
    }

    /// <summary>Other terms.</summary>
    public void Become(HoldTerms terms) =>
        (ReleasedBy, Effect, Hours, AtEnd, Colour, NameEn, NameHans, NameHant) = (terms.ReleasedBy, terms.Effect, terms.Hours, terms.AtEnd, terms.Colour, terms.NameEn, terms.NameHans, terms.NameHant);
}
