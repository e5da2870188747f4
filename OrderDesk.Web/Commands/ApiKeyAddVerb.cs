using System.CommandLine;
using OrderDesk.Core.Channels;

namespace OrderDesk.Web.Commands;

/// <summary><c>apikey add</c>: makes a key for a channel and shows it once.</summary>
internal sealed class ApiKeyAddVerb() : Verb("apikey add", "Makes a key for a channel; it is shown this once.")
{
    private readonly Option<string> _channel = new("--channel") { Description = "The code of the channel; opened if it is new.", Required = true };

    /// <inheritdoc/>
    public override void Shape(Command command) => command.Add(_channel);

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<IssueApiKey>().RunAsync(run.Actor, new IssueApiKey.Command(run.Get(_channel)), ct),
        issued => new { key = issued.Key, channel = issued.Channel, expiresAt = issued.ExpiresAt },
        issued => $"The key of {issued.Channel}, shown this once: {issued.Key}");
}
