using OrderDesk.Core.Data;

namespace OrderDesk.Web.Commands;

/// <summary><c>migrate</c>: brings the database to the schema of this program.</summary>
internal sealed class MigrateVerb() : Verb("migrate", "Brings the database to the schema of this program.")
{
    /// <inheritdoc/>
    public override bool NeedsStorage => false;

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<SchemaUpgrade>().MigrateAsync(ct),
        move => new { moved = move.Moved, from = move.From, to = move.To, safetyCopy = move.SafetyCopy },
        move => move.Moved ? $"The schema moved from {move.From ?? "nothing"} to {move.To}." : $"The schema is current: {move.To}.");
}
