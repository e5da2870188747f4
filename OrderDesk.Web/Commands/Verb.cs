using System.CommandLine;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Commands;

/// <summary>One thing an operator can do from the command line: its words, its arguments, and a few lines around one use case.</summary>
internal abstract class Verb(string path, string says)
{
    /// <summary>What is typed, such as <c>seed demo</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What <c>--help</c> says it does.</summary>
    public string Says { get; } = says;

    /// <summary>Whether the database must be there and current before the verb runs.</summary>
    public virtual bool NeedsStorage => true;

    /// <summary>Adds the verb's own arguments and options.</summary>
    public virtual void Shape(Command command)
    {
    }

    /// <summary>Does it.</summary>
    public abstract Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct);
}

/// <summary>How a verb ended.</summary>
/// <param name="Json">The one object on standard output with <c>--json</c>.</param>
/// <param name="Words">The same for a person, or nothing where the verb has said it all on the way.</param>
/// <param name="Error">Why it was refused, or null.</param>
/// <param name="ExitCode">0 done, 1 refused or failed.</param>
internal sealed record VerbAnswer(object? Json, string? Words, Error? Error, int ExitCode)
{
    /// <summary>It worked.</summary>
    public static VerbAnswer Done(object json, string? words = null) => new(json, words, null, 0);

    /// <summary>It ran to its end and found something wrong.</summary>
    public static VerbAnswer Failed(object json, string? words = null) => new(json, words, null, 1);

    /// <summary>It was refused.</summary>
    public static VerbAnswer Refused(Error error) => new(null, null, error, 1);

    /// <summary>What a use case answered.</summary>
    public static VerbAnswer Of<T>(Result<T> result, Func<T, object> json, Func<T, string>? words = null) =>
        result.IsOk ? Done(json(result.Value), words?.Invoke(result.Value)) : Refused(result.Error);
}
