using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;

namespace OrderDesk.Web.Parts;

/// <summary>How a type of hold looks and what it is called here: by the company's own terms, else as it ships.</summary>
public static class HoldLooks
{
    /// <summary>What one hold is about.</summary>
    public static StatusLook Of(this IStringLocalizer<StateWords> states, HoldTerms terms) => states.Of(terms.Type) with { Word = states.Called(terms), Tone = terms.Colour.Tint() };

    /// <summary>Everything that holds a row, in words.</summary>
    public static string Called(this IStringLocalizer<StateWords> states, HoldType types, HoldBook book) =>
        types is HoldType.None ? states.Word(types) : states.Listed(StateLooks.Each(types).Select(type => states.Called(book.Of(type))));

    /// <summary>What a type is called.</summary>
    public static string Called(this IStringLocalizer<StateWords> states, HoldTerms terms) => terms.NameIn(CultureInfo.CurrentUICulture.Name) ?? states.Word(terms.Type);

    /// <summary>The tint of a colour.</summary>
    public static Tone Tint(this HoldColour colour) => colour switch
    {
        HoldColour.Neutral => Tone.Neutral,
        HoldColour.Info => Tone.Info,
        HoldColour.Warn => Tone.Warn,
        HoldColour.Bad => Tone.Bad,
    };
}
