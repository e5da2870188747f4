using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderDesk.Core.Access;
using OrderDesk.Core.Shared;

namespace OrderDesk.Tests.Support;

/// <summary>People with accounts on a test desk, and the ways they come in.</summary>
public sealed class StaffRoom(TestDesk desk)
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "tall ships in the harbour";

    private static readonly Lazy<string> Kept = new(() => new Passwords().Keep(Password));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where people come from unless a test says otherwise.</summary>
    public static IPAddress Office { get; } = IPAddress.Parse("192.0.2.7");

    /// <summary>Makes an account with the password above.</summary>
    public async Task<Actor> HireAsync(StaffRoles roles, string email = "rina@example.com", bool demo = false)
    {
        var user = await desk.WriteAsync(write =>
        {
            var hired = StaffUser.New(write.NewId<StaffId>(), email, email.Split('@')[0], roles, write.Now);
            (hired.PasswordHash, hired.IsDemo) = (Kept.Value, demo);
            write.Db.Users.Add(hired);
            return Task.FromResult(hired);
        });
        return new Actor(user.StaffId, user.DisplayName, ActorKind.Person, desk.Services.GetRequiredService<RoleGrants>().Of(roles));
    }

    /// <summary>Tries to sign in.</summary>
    public Task<Result<SignIn.Outcome>> SignInAsync(string email = "rina@example.com", string password = Password, IPAddress? from = null, StaffId? known = null) =>
        desk.UseAsync<SignIn, Result<SignIn.Outcome>>(signIn => signIn.RunAsync(new SignIn.Command(email, password, from ?? Office, "Test browser", known), Ct));

    /// <summary>Signs in somebody who needs no second factor.</summary>
    public async Task<SessionKey> SessionAsync(string email = "rina@example.com")
    {
        var signedIn = await SignInAsync(email);
        Assert.True(signedIn.IsOk, signedIn.Error?.Code);
        Assert.Equal(SignInStep.Done, signedIn.Value.Step);
        return signedIn.Value.Session!;
    }

    /// <summary>Who a cookie belongs to now.</summary>
    public async Task<SignedIn?> WhoAsync(SessionKey key) => await desk.Services.GetRequiredService<StaffDirectory>().FindAsync(key, Ct);

    /// <summary>Sets up a second factor; answers its secret and the recovery codes.</summary>
    public async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> EnrolAsync(Actor actor, StaffSessionId? keep = null)
    {
        var offer = await desk.UseAsync<EnrolTotp, Result<EnrolTotp.Offer>>(enrol => enrol.RunAsync(actor, new EnrolTotp.Command(Password), Ct));
        Assert.True(offer.IsOk, offer.Error?.Code);
        var confirmed = await desk.UseAsync<ConfirmTotp, Result<ConfirmTotp.Confirmed>>(confirm =>
            confirm.RunAsync(actor, new ConfirmTotp.Command(Code(offer.Value.Secret), keep), Ct));
        Assert.True(confirmed.IsOk, confirmed.Error?.Code);
        return (offer.Value.Secret, confirmed.Value.RecoveryCodes);
    }

    /// <summary>The code an app shows now, or some steps from now.</summary>
    public string Code(string secret, int steps = 0) => Totp.CodeAt(secret, Totp.StepAt(desk.Now) + steps);

    /// <summary>Gives a code after the password.</summary>
    public Task<Result<SessionKey>> GiveCodeAsync(HalfSignIn half, string code) =>
        desk.UseAsync<SignInSecondFactor, Result<SessionKey>>(second => second.RunAsync(new SignInSecondFactor.Command(half, code, Office, "Test browser"), Ct));

    /// <summary>Uses a one-time link.</summary>
    public Task<Result<AcceptLink.Opened>> AcceptAsync(string secret, string password = "a quiet river bends twice", string? name = null, string? email = null) =>
        desk.UseAsync<AcceptLink, Result<AcceptLink.Opened>>(accept => accept.RunAsync(new AcceptLink.Command(secret, password, name, email), Ct));

    /// <summary>Invites somebody.</summary>
    public Task<Result<InviteStaff.Invited>> InviteAsync(Actor actor, string email, StaffRoles roles) =>
        desk.UseAsync<InviteStaff, Result<InviteStaff.Invited>>(invite => invite.RunAsync(actor, new InviteStaff.Command(email, roles), Ct));

    /// <summary>Issues a new link for an account.</summary>
    public Task<Result<IssuedLink>> ResetAsync(Actor actor, StaffId id) =>
        desk.UseAsync<ResetPassword, Result<IssuedLink>>(reset => reset.RunAsync(actor, new ResetPassword.Command(id), Ct));

    /// <summary>What the trail says was done, in order.</summary>
    public async Task<IReadOnlyList<string>> TrailAsync()
    {
        await using var db = desk.Db();
        return await db.AuditEntries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Ct);
    }
}
