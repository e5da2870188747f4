using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Commands;

/// <summary>
/// The command line of the same program. With <c>--json</c> standard output carries exactly one JSON object on one line; logs and progress go to standard
/// error. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
/// </summary>
internal static class CommandLine
{
    private const int Failed = 1, WrongUsage = 2;

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> OwnWords = ["--help", "-h", "-?", "/?", "--version", "--json"];

    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase) { "urls", "environment", "contentRoot", "applicationName" };

    /// <summary>Whether something is to be done instead of serving: a first word that is not a setting of the server.</summary>
    public static bool IsMeant(string[] args) =>
        args is [var first, ..] && (OwnWords.Contains(first) || !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal) || UnknownSetting(args) is not null);

    /// <summary>Runs the verb; <paramref name="build"/> makes the program around it, and is not called where the usage is wrong or help is asked for.</summary>
    public static async Task<int> RunAsync(string[] args, Func<WebApplicationBuilder> build)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var json = new Option<bool>("--json") { Description = "Write exactly one JSON object to standard output.", Recursive = true };
        var wantsJson = args.Contains("--json");
        if (UnknownSetting(args) is { } unknown)
        {
            return Misused(wantsJson, [$"'{unknown}' is not an option of the server."]);
        }

        var typed = Tree(json, build).Parse(args);
        if (typed.Errors.Count > 0 && typed.Action is not (HelpAction or { ClearsParseErrors: true }))
        {
            return Misused(wantsJson, [.. typed.Errors.Select(error => error.Message)]);
        }

        return await typed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Tree(Option<bool> json, Func<WebApplicationBuilder> build)
    {
        var root = new RootCommand("OrderDesk: the desk from which an e-commerce company runs its orders. Without a command it serves the desk.") { json };
        foreach (var verb in Verbs.All)
        {
            Command parent = root;
            var words = verb.Path.Split(' ');
            foreach (var word in words[..^1])
            {
                var group = parent.Subcommands.FirstOrDefault(known => known.Name == word);
                if (group is null)
                {
                    parent.Add(group = new Command(word, Verbs.Groups[word]));
                }

                parent = group;
            }

            var command = new Command(words[^1], verb.Says);
            verb.Shape(command);
            command.SetAction((typed, ct) => RunVerbAsync(verb, typed, typed.GetValue(json), build, ct));
            parent.Add(command);
        }

        return root;
    }

    private static async Task<int> RunVerbAsync(Verb verb, ParseResult typed, bool json, Func<WebApplicationBuilder> build, CancellationToken ct)
    {
        var builder = build();
        if (builder.WrongSettings() is { } mistakes)
        {
            Console.Error.WriteLine(mistakes);
            return json ? Say(new { error = "command.wrong-settings", message = mistakes }) : Failed;
        }

        await using var program = builder.Build();
        var words = program.Services.GetRequiredService<ConsoleWords>();
        try
        {
            await using var scope = program.Services.CreateAsyncScope();
            if (verb.NeedsStorage && await program.Services.GetRequiredService<SchemaUpgrade>().GetReadyAsync(ct) is { IsOk: false, Error: { } notReady })
            {
                return Refuse(notReady, words, json);
            }

            var answer = await verb.RunAsync(new VerbRun(typed, scope.ServiceProvider, json), ct);
            if (answer.Error is { } refused)
            {
                return Refuse(refused, words, json);
            }

            if (json)
            {
                Print(answer.Json!);
            }
            else if (answer.Words is { Length: > 0 } said)
            {
                Console.Out.WriteLine(said);
            }

            return answer.ExitCode;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Refuse(Error.Unavailable("command.stopped"), words, json);
        }
        catch (Exception exception)
        {
            var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
            program.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CommandLine)).Unexpected(exception, id, verb.Path);
            return Refuse(Error.Unavailable("command.unexpected", id), words, json);
        }
    }

    private static int Refuse(Error error, ConsoleWords words, bool json)
    {
        var said = words.Of(error);
        Console.Error.WriteLine(said);
        return json ? Say(new { error = error.Code, message = said }) : Failed;
    }

    private static int Say(object refusal)
    {
        Print(refusal);
        return Failed;
    }

    private static int Misused(bool json, IReadOnlyList<string> mistakes)
    {
        Console.Error.WriteLine(string.Join(Environment.NewLine, [.. mistakes, "Run with --help to see what there is."]));
        if (json)
        {
            Print(new { error = "command.wrong-usage", message = string.Join(' ', mistakes) });
        }

        return WrongUsage;
    }

    private static void Print(object answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, Plain));

    /// <summary>The first option that is neither a setting of the host nor a key of the configuration, where the server is to be started.</summary>
    private static string? UnknownSetting(string[] args) =>
        args is not [['-', ..] first, ..] || OwnWords.Contains(first)
            ? null
            : args.FirstOrDefault(arg => arg.StartsWith('-') && arg.TrimStart('-').Split('=')[0] is var key && !HostSettings.Contains(key) && !key.Contains(':', StringComparison.Ordinal));
}
