using System.Diagnostics;

namespace OrderDesk.Tests.Support;

/// <summary>One finished run of an OrderDesk command.</summary>
/// <param name="ExitCode">0 done, 1 refused or failed, 2 wrong usage.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
public sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command such as <c>check --json</c> on the data directory of the options, and waits for its end.</summary>
    public static async Task<CommandRun> RunAsync(ServerOptions options, IEnumerable<string> arguments, CancellationToken ct)
    {
        var data = options.DataDirectory ?? throw new ArgumentException("A command needs a data directory to work on.", nameof(options));
        using var process = Process.Start(ProgramStart.For(options, data, arguments))!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new CommandRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
