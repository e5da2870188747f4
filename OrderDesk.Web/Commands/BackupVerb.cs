using System.CommandLine;
using System.Globalization;
using OrderDesk.Core.Access.Upkeep;

namespace OrderDesk.Web.Commands;

/// <summary><c>backup FILE</c>: copies the SQLite database into one file, also while the server runs.</summary>
internal sealed class BackupVerb() : Verb("backup", "Copies the SQLite database into one file, also while the server runs; the copy is looked at before it counts.")
{
    private readonly Argument<string> _file = new("FILE") { Description = "Where to write the backup; an older backup of this name is replaced." };

    /// <inheritdoc/>
    public override void Shape(Command command) => command.Add(_file);

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<TakeBackup>().RunAsync(run.Actor, new TakeBackup.Command(run.File(_file)), ct),
        taken => new { file = taken.File, bytes = taken.Bytes, sha256 = taken.Sha256, orders = taken.Orders, clean = taken.Unsound.Count == 0, unsound = taken.Unsound },
        taken => string.Create(CultureInfo.InvariantCulture, $"{taken.File}: {taken.Orders} orders, {taken.Bytes} bytes, SHA-256 {taken.Sha256}.") +
            (taken.Unsound.Count == 0 ? "" : $" The books in it are not clean: {string.Join(", ", taken.Unsound)}."));
}

/// <summary><c>restore FILE</c>: brings a backup back; refused while anybody uses the database.</summary>
internal sealed class RestoreVerb() : Verb("restore", "Brings a backup back; stop the server first. What was there is kept beside it, and what waits for the outside world is held.")
{
    private readonly Argument<string> _file = new("FILE") { Description = "The backup." };

    /// <inheritdoc/>
    public override bool NeedsStorage => false;

    /// <inheritdoc/>
    public override void Shape(Command command) => command.Add(_file);

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<RestoreBackup>().RunAsync(run.Actor, new RestoreBackup.Command(run.File(_file)), ct),
        restored => new { asOf = restored.AsOf, orders = restored.Orders, heldMessages = restored.HeldMessages, before = restored.Before },
        restored => string.Create(CultureInfo.InvariantCulture, $"The desk stands at {restored.AsOf:yyyy-MM-dd HH:mm:ss} UTC with {restored.Orders} orders; {restored.HeldMessages} messages are held.") +
            (restored.Before is { } kept ? $" What was there before: {kept}" : ""));
}
