using System.Text.Json;

namespace OrderDesk.Core.Data.Jobs;

/// <summary>What is kept of a job's rounds: what it last had to tell and when, and its last fault, which better rounds do not wipe out.</summary>
/// <param name="Code">What it last told: a dotted code that is also a translation key; null where it never had anything to tell.</param>
/// <param name="Args">What the words of the code need.</param>
/// <param name="At">When it told so (UTC).</param>
/// <param name="Fault">Why a round last failed, or null.</param>
/// <param name="FaultAt">When that was (UTC).</param>
public sealed record JobNote(string? Code, IReadOnlyList<string> Args, DateTime? At, string? Fault, DateTime? FaultAt)
{
    private const int FaultMaxLength = 200;

    /// <summary>Lengths that fit the row even where every letter is written as six.</summary>
    private const int ShortFault = 60, ShortArg = 14;

    /// <summary>Of a job that has told nothing yet.</summary>
    public static JobNote None { get; } = new(null, [], null, null, null);

    /// <summary>What it last told, or null.</summary>
    public JobOutcome? Told => Code is null ? null : new JobOutcome(Code, Args);

    /// <summary>The note after one more round.</summary>
    public JobNote After(JobOutcome? round, DateTime now)
    {
        if (round is null)
        {
            // A round without news is a good one: what failed before works again.
            return Code is JobOutcome.FailedCode ? this with { Code = null, Args = [], At = null } : this;
        }

        var told = round.Shortened();
        return round.Code is JobOutcome.FailedCode
            ? new JobNote(told.Code, told.Args, now, Cut(string.Join(" ", round.Args), FaultMaxLength), now)
            : this with { Code = told.Code, Args = told.Args, At = now };
    }

    /// <summary>As it is kept in the row of the job; null where nothing was told.</summary>
    public string? ToJson()
    {
        if (this == None)
        {
            return null;
        }

        var json = JsonSerializer.Serialize(this);
        return json.Length <= JobLease.OutcomeMaxLength ? json : JsonSerializer.Serialize(this with { Args = [.. Args.Select(arg => Cut(arg, ShortArg))], Fault = Fault is null ? null : Cut(Fault, ShortFault) });
    }

    /// <summary>As it was kept; empty where nothing or nothing readable was.</summary>
    public static JobNote FromJson(string? json)
    {
        try
        {
            return json is null ? None : JsonSerializer.Deserialize<JobNote>(json) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
