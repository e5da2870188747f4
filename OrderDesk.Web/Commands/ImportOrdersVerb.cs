using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Commands;

/// <summary><c>import orders FILE</c>: brings the orders of a file in, in this process, also beside a running server.</summary>
internal sealed class ImportOrdersVerb() : Verb("import orders", "Brings the orders of a CSV file in; an interrupted import goes on where it stopped.")
{
    private const int MostWaits = 15;

    private readonly Argument<string> _file = new("FILE") { Description = "The CSV file, plain or gz." };
    private readonly Option<string> _channel = new("--channel") { Description = "The code of the channel that sold; opened if it is new, but not by a dry run.", Required = true };
    private readonly Option<string> _profile = new("--profile") { Description = $"The layout of the file: {string.Join(", ", ImportProfiles.Names)}.", Required = true };
    private readonly Option<ImportMode> _mode = new("--mode") { Description = "live runs the whole pipeline; history only records.", Required = true };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only says what would happen." };
    private readonly Option<string> _rejects = new("--rejects") { Description = "Where to write the rows that were skipped or rejected, with the reason of each." };

    /// <inheritdoc/>
    public override void Shape(Command command)
    {
        command.Add(_file);
        command.Add(_channel);
        command.Add(_profile);
        command.Add(_mode);
        command.Add(_dryRun);
        command.Add(_rejects);
    }

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct)
    {
        var path = run.File(_file);
        var asked = await run.Use<AskForImport>().RunAsync(
            run.Actor, new AskForImport.Command(run.Get(_channel), System.IO.Path.GetFileName(path), run.Get(_profile)!, run.Get(_mode), run.Get(_dryRun), Path: path), ct);
        if (!asked.IsOk)
        {
            return VerbAnswer.Refused(asked.Error);
        }

        var done = await RunAsync(run, asked.Value, path, ct);
        if (done.IsOk && run.File(_rejects) is { } rejects)
        {
            var unwritten = await WriteAsync(run, asked.Value, rejects, ct);
            if (unwritten is not null)
            {
                return VerbAnswer.Refused(unwritten);
            }
        }

        return VerbAnswer.Of(done, Json, account => Words(account, run.Get(_dryRun)));
    }

    private static async Task<Result<ImportAccount>> RunAsync(VerbRun run, ImportRunId id, string path, CancellationToken ct)
    {
        var told = new ImportProgress(run);
        for (var waits = 0; ; waits++)
        {
            var done = await run.Use<RunImport>().RunAsync(run.Actor, new RunImport.Command(id, path, told.Tell), ct);
            if (done.Error is not { Code: "intake.import-already-running" } || waits == MostWaits)
            {
                return done;
            }

            if (waits == 0)
            {
                run.Progress("This import was running a moment ago; it goes on when nothing more is heard of it.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    private static async Task<Error?> WriteAsync(VerbRun run, ImportRunId id, string rejects, CancellationToken ct)
    {
        var words = run.Use<IStringLocalizer<Messages>>();
        try
        {
            await using var csv = new FileStream(rejects, FileMode.Create, FileAccess.Write);
            return (await run.Use<ImportRejects>().ReadAsync(run.Actor, id, csv, reason => words[reason.Code, reason.Args].Value, ct)).Error;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Error.Invalid("command.cannot-write", rejects);
        }
    }

    private static object Json(ImportAccount account) => new
    {
        rowsRead = account.Tally.RowsRead,
        imported = account.Tally.Imported,
        updated = account.Tally.Updated,
        skipped = account.Tally.Skipped,
        rejected = account.Tally.Rejected,
        orders = account.Tally.Orders,
        refunds = account.Tally.Refunds,
        customers = account.Customers,
        products = account.Products,
        linesValue = account.Tally.LinesValue,
        shippingValue = account.Tally.ShippingValue,
        adjustmentsValue = account.Tally.AdjustmentsValue,
        refundsValue = account.Tally.RefundsValue,
        skippedValue = account.Tally.SkippedValue,
        seconds = Math.Round(account.Seconds, 3),
    };

    private static string Words(ImportAccount account, bool dryRun) => string.Create(CultureInfo.InvariantCulture, $"""
        {(dryRun ? "A trial; nothing was written." : account.Tally.Imported + account.Tally.Updated == 0 ? "Nothing was new." : "Done.")}
        {account.Tally.RowsRead:N0} rows = {account.Tally.Imported:N0} imported + {account.Tally.Updated:N0} updated + {account.Tally.Skipped:N0} skipped + {account.Tally.Rejected:N0} rejected
        {account.Tally.Orders:N0} orders, {account.Tally.Refunds:N0} refunds, {account.Customers:N0} new customers, {account.Products:N0} new products
        lines {account.Tally.LinesValue:N2}, shipping {account.Tally.ShippingValue:N2}, adjustments {account.Tally.AdjustmentsValue:N2}, refunds {account.Tally.RefundsValue:N2}, skipped {account.Tally.SkippedValue:N2}
        {account.Seconds:N1} s, {account.Batches:N0} transactions, the longest {account.LongestMs:N0} ms
        """);
}

/// <summary>Tells how far an import is, at every whole percent and when it goes on after an interruption.</summary>
internal sealed class ImportProgress(VerbRun run)
{
    private int _told = -1;

    /// <summary>Tells it if it is worth telling.</summary>
    public void Tell(ImportAccount account)
    {
        if (_told < 0 && account.Resumed > 0)
        {
            run.Progress(string.Create(CultureInfo.InvariantCulture, $"resumed after row {account.Tally.RowsRead:N0}"));
        }

        if (account.Percent / 5 != _told)
        {
            _told = account.Percent / 5;
            run.Progress(string.Create(CultureInfo.InvariantCulture, $"{account.Percent} %, {account.Tally.RowsRead:N0} of {account.RowsInFile:N0} rows"));
        }
    }
}
