using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review.Macros;

/// <summary>The steps of a macro: how they are kept, and which can follow one another.</summary>
public static class MacroSteps
{
    /// <summary>The most steps of one macro.</summary>
    public const int Most = 8;

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As they are kept.</summary>
    internal static string Write(IEnumerable<MacroStep> steps) => JsonSerializer.Serialize(steps, Compact);

    /// <summary>As they were.</summary>
    public static IReadOnlyList<MacroStep> Read(string text) => JsonSerializer.Deserialize<List<MacroStep>>(text, Compact) ?? [];

    /// <summary>A refusal of one step, which names it.</summary>
    /// <param name="code">What is said around it: the step by number and by kind, and why.</param>
    /// <param name="at">Its place, from 0.</param>
    /// <param name="step">The step.</param>
    /// <param name="why">Why it is refused.</param>
    internal static Error Refused(string code, int at, MacroStep step, Error why) => new(why.Kind, code, at + 1, step.Kind, why);

    /// <summary>Why these are not the steps of a macro that this person can run on some order, or null.</summary>
    public static Error? WhyNot(IReadOnlyList<MacroStep> steps, Actor actor, DateTime now)
    {
        if (steps.Count is 0 or > Most)
        {
            return Error.Invalid("review.macro-steps", Most);
        }

        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at].WhyNot(actor, now) is { } wrong)
            {
                return Refused("review.macro-step-wrong", at, steps[at], wrong);
            }
        }

        var tags = steps.Where(step => step.Kind is MacroStepKind.Tag).GroupBy(step => step.Text!.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        return tags is not null ? Error.Invalid("review.macro-tag-twice", tags.Key) : Contradiction([.. steps.Where(step => step.IsDecision).Select(step => step.Kind)]);
    }

    /// <summary>A case is decided once; only a question goes together with putting it off or passing it on.</summary>
    private static Error? Contradiction(IReadOnlyList<MacroStepKind> decisions) => decisions switch
    {
        [] or [_] => null,
        [MacroStepKind.Ask, MacroStepKind.Snooze or MacroStepKind.Escalate] => null,
        [var first, var second, ..] => Error.Invalid("review.macro-contradicts", first, second),
    };
}
