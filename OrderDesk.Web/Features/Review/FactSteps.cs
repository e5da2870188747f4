using System.Globalization;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Verification;

namespace OrderDesk.Web.Features.Review;

/// <summary>One action of the fact sheet.</summary>
/// <param name="Action">What it is.</param>
/// <param name="Act">What it does on this page.</param>
/// <param name="Key">The digit printed on it, or null.</param>
/// <param name="IsFirst">Whether its digit presses this very button; another one that does the same shows it only.</param>
public sealed record FactStep(FactAction Action, CaseAct Act, string? Key, bool IsFirst);

/// <summary>What this person can do now about each finding; the first nine different actions have a digit each.</summary>
public static class FactSteps
{
    private const int MostKeys = 9;

    /// <summary>The actions by the code of the check.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<FactStep>> Of(CaseScreen screen)
    {
        var keys = new Dictionary<CaseAct, int>();
        return (screen.Findings?.Findings ?? []).Where(finding => finding.Outcome is not Outcome.Pass).DistinctBy(finding => finding.Check)
            .Select(finding => (finding.Check, Steps: Of(screen, finding, keys))).Where(one => one.Steps.Count > 0).ToDictionary(one => one.Check, one => (IReadOnlyList<FactStep>)one.Steps);
    }

    private static List<FactStep> Of(CaseScreen screen, Finding finding, Dictionary<CaseAct, int> keys)
    {
        var hold = screen.Sheet.Holds.FirstOrDefault(h => h.State is HoldState.Open && h.Check == finding.Check);
        var actions = finding.Flips.SelectMany(flip => FactActions.Of(flip.Code)).Concat(hold is null ? [] : [FactAction.AllowOnce]).Distinct();
        var steps = new List<FactStep>();
        foreach (var action in actions)
        {
            if (ActOf(screen, finding, hold, action) is { } act)
            {
                var isFirst = keys.TryAdd(act, keys.Count + 1);
                var key = keys[act] <= MostKeys ? keys[act].ToString(CultureInfo.InvariantCulture) : null;
                steps.Add(new FactStep(action, act, key, isFirst && key is not null));
            }
        }

        return steps;
    }

    /// <summary>What an action does here and now, or null where it would be refused.</summary>
    private static CaseAct? ActOf(CaseScreen screen, Finding finding, OrderSheet.Hold? hold, FactAction action) => action switch
    {
        FactAction.Call when screen.CanDecide => new(CaseVerb.Call, hold is { MayRelease: true } ? hold.Id : null),
        FactAction.Mail when screen.CanDecide => new(CaseVerb.Ask, Occasion: Occasion(finding)),
        FactAction.CheckAddress or FactAction.CorrectData when screen.CanAmend => new(CaseVerb.Edit),
        FactAction.RecordPayment when screen.CanAmend => new(CaseVerb.Pay),
        FactAction.WaitForPayment when screen.CanDecide && screen.Sheet is { Case.SnoozedUntil: null, Money.Payment: not (PaymentStatus.Paid or PaymentStatus.Authorized) } => new(CaseVerb.AwaitPayment),
        FactAction.AllowOnce when screen.CanDecide && !screen.SaidFirstYes && hold is { Type: not HoldType.Stock, MayRelease: true } => new(CaseVerb.Approve, hold.Id),
        FactAction.Promise when screen.CanPart => new(CaseVerb.Backorder),
        FactAction.RunAgain when screen.CanVerify => new(CaseVerb.Verify),
        FactAction.Cancel when screen.CanDecide => new(CaseVerb.Reject),
        FactAction.Call or FactAction.Mail or FactAction.CheckAddress or FactAction.CorrectData or FactAction.RecordPayment or FactAction.WaitForPayment or FactAction.AllowOnce
            or FactAction.Promise or FactAction.RunAgain or FactAction.Cancel => null,
    };

    /// <summary>The message that fits what was found, or null.</summary>
    private static string? Occasion(Finding finding) =>
        finding.Hold is HoldType.Payment ? "payment"
        : finding.Flips.Any(flip => FactActions.Of(flip.Code).Contains(FactAction.CheckAddress)) ? "address"
        : finding.Hold is HoldType.Information ? "missing"
        : null;
}
