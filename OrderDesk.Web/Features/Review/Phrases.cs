using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Review;

/// <summary>Reasons, facts and what turns a check green, as sentences in the person's language and zone.</summary>
public sealed class Phrases(IStringLocalizer<FindingWords> words, IStringLocalizer<ReviewWords> review)
{
    /// <summary>The name of a check.</summary>
    public string Check(string code) => Word("check." + code);

    /// <summary>One word or sentence without arguments.</summary>
    public string Word(string code) => words[code].Value;

    /// <summary>A sentence.</summary>
    public string Of(Phrase phrase, DeskClock clock) => words[phrase.Code, [.. phrase.Args.Select(arg => Term(arg, clock))]].Value;

    /// <summary>Why a hold is there, from its stored arguments.</summary>
    public string Hold(string reason, string args, DeskClock clock) => Of(new Phrase(reason, FindingsText.ReadArgs(args)), clock);

    /// <summary>One value.</summary>
    public string Term(Term term, DeskClock clock) => term.Kind switch
    {
        TermKind.Text => term.Text,
        TermKind.Personal => term.Text.Length > 0 ? term.Text : review["hidden"].Value,
        TermKind.Word => Word(term.Text),
        TermKind.Number => term.Number.ToString("N0", CultureInfo.CurrentCulture),
        TermKind.Sum => term.Sum.ToString(),
        TermKind.Instant => clock.Stamp(term.At),
        TermKind.Several => string.Join(review["comma"], term.Items.Select(item => Term(item, clock))),
    };
}

/// <summary>Anchor for FindingWords.resx: what the checks can say.</summary>
public sealed class FindingWords;
