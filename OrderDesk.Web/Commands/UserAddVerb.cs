using System.CommandLine;
using OrderDesk.Core.Access;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Commands;

/// <summary><c>user add</c>: invites a member of staff and prints the one-time link.</summary>
internal sealed class UserAddVerb() : Verb("user add", "Makes an account and a one-time link with which the person sets a password. The link begins with the first of Security:PublicOrigins, else with the first address of urls.")
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
    public override async Task<VerbAnswer> RunAsync(VerbRun run, CancellationToken ct)
    {
        var desk = Listening.Address(run.Use<IConfiguration>());
        return VerbAnswer.Of(
            await run.Use<InviteStaff>().RunAsync(run.Actor, new InviteStaff.Command(run.Get(_email)!, run.Get(_role)), ct),
            invited => new { link = desk + Links.OneTime(invited.Link), email = run.Get(_email), expiresAt = invited.Link.ExpiresAt },
            invited => desk is null
                ? $"The one-time link, good for 24 hours, to be put behind the address of the desk (Security:PublicOrigins makes it whole): {Links.OneTime(invited.Link)}"
                : $"The one-time link, good for 24 hours: {desk}{Links.OneTime(invited.Link)}");
    }
}
