using System.CommandLine;
using OrderDesk.Core.Access;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Commands;

/// <summary><c>user add</c>: invites a member of staff and prints the one-time link.</summary>
internal sealed class UserAddVerb() : Verb("user add", "Makes an account and a one-time link with which the person sets a password.")
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "The address to sign in with." };
    private readonly Option<StaffRoles> _role = new("--role") { Description = "Agent, WarehouseLead, Manager or Administrator.", Required = true };

    /// <inheritdoc/>
    public override void Shape(Command command)
    {
        command.Add(_email);
        command.Add(_role);
    }

    /// <inheritdoc/>
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct) => VerbAnswer.Of(
        await run.Use<InviteStaff>().RunAsync(run.Actor, new InviteStaff.Command(run.Get(_email)!, run.Get(_role)), ct),
        invited => new { link = Address(run, invited), email = run.Get(_email), expiresAt = invited.Link.ExpiresAt },
        invited => $"The one-time link, good for 24 hours: {Address(run, invited)}");

    private static string Address(VerbRun run, InviteStaff.Invited invited) =>
        (run.Use<IConfiguration>().GetSection("Security:PublicOrigins").Get<string[]>()?.FirstOrDefault() ?? "").TrimEnd('/') + Links.OneTime(invited.Link);
}
