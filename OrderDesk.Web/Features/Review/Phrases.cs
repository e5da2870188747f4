using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>Reasons, facts and what turns a check green, as sentences in the person's language and zone.</summary>
public sealed class Phrases(IStringLocalizer<Messages> words)
{
    /// <summary>The name of a check.</summary>
    public string Check(string code) => Word("check." + code);

    /// <summary>One word or sentence without arguments.</summary>
    public string Word(string code) => words[code].Value;

    /// <summary>A sentence.</summary>
    public string Of(Phrase phrase, DeskClock clock) => HoldWords.Of(phrase, Find, clock.Zone);

    /// <summary>Sentences of which one is enough, as one: only the first begins as a sentence does.</summary>
    public string Either(IEnumerable<Phrase> phrases, string or, DeskClock clock) =>
        string.Join(or, phrases.Select((phrase, at) => at > 0 && Of(phrase, clock) is [var first, var second, ..] said && char.IsLower(second) ? char.ToLower(first, CultureInfo.CurrentCulture) + said[1..] : Of(phrase, clock)));

    /// <summary>Why a hold is there, from its stored arguments.</summary>
    public string Hold(string reason, string args, DeskClock clock) => HoldWords.Of(reason, args, Find, clock.Zone);

    /// <summary>One value.</summary>
    public string Term(Term term, DeskClock clock) => HoldWords.Of(term, Find, clock.Zone);

    private string Find(string code, object[] args) => words[code, args].Value;
}
