using OrderDesk.Core.Access.Upkeep;

namespace OrderDesk.Web.Commands;

/// <summary><c>check</c>: looks at every invariant of the books, one line each.</summary>
internal sealed class CheckVerb() : Verb("check", "Looks at every invariant of the books, one line each; changes nothing.")
{
    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct)
    {
        var result = await run.Use<CheckInvariants>().RunAsync(
            run.Actor, new CheckInvariants.Command(line => run.Line($"{(line.Found.Ok ? "ok  " : "FAIL")} {line.Name}{(line.Found.Ok ? "" : $": {line.Found.Violations} ({string.Join("; ", line.Found.Examples)})")}")), ct);
        if (!result.IsOk)
        {
            return VerbAnswer.Refused(result.Error);
        }

        var clean = result.Value.All(line => line.Found.Ok);
        var json = new
        {
            ok = clean,
            invariants = result.Value.Select(line => new { name = line.Name, ok = line.Found.Ok, violations = line.Found.Violations, examples = line.Found.Examples }).ToList(),
        };
        return clean ? VerbAnswer.Done(json, "The books are clean.") : VerbAnswer.Failed(json, "The books are not clean.");
    }
}
