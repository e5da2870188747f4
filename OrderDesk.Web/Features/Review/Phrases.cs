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

    /// <summary>Why a hold is there, from its stored arguments.</summary>
    public string Hold(string reason, string args, DeskClock clock) => HoldWords.Of(reason, args, Find, clock.Zone);

    /// <summary>One value.</summary>
    public string Term(Term term, DeskClock clock) => HoldWords.Of(term, Find, clock.Zone);

    private string Find(string code, object[] args) => words[code, args].Value;
}
