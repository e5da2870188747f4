using System.CommandLine;
using OrderDesk.Core.Shared;

namespace OrderDesk.Web.Commands;

/// <summary>One run of a verb: what was typed, the services, and where progress goes.</summary>
internal sealed class VerbRun(ParseResult typed, IServiceProvider services, bool json)
{
    /// <summary>The operator: whoever can run the program on its data may do everything.</summary>
    public Actor Actor { get; } = Actor.System("command line");

    /// <summary>The services of this run.</summary>
    public IServiceProvider Services => services;

    /// <summary>A use case or another service.</summary>
    public T Use<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>What was typed for an option, or its default.</summary>
    public T? Get<T>(Option<T> option) => typed.GetValue(option);

    /// <summary>What was typed for an argument.</summary>
    public T Get<T>(Argument<T> argument) => typed.GetRequiredValue(argument);

    /// <summary>A file argument as an absolute path; it is relative to where the person typed.</summary>
    public string File(Argument<string> argument) => Path.GetFullPath(Get(argument));

    /// <summary>A file option as an absolute path, or null.</summary>
    public string? File(Option<string> option) => Get(option) is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    /// <summary>How far it is; never on standard output.</summary>
    public void Progress(string words) => Console.Error.WriteLine(words);

    /// <summary>One line of the result; with <c>--json</c> the object says it and the line goes to standard error.</summary>
    public void Line(string words) => (json ? Console.Error : Console.Out).WriteLine(words);
}
