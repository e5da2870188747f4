using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Offers the person a secret for their authenticator app, against the password; it counts only once a code of it is confirmed.</summary>
public sealed class EnrolTotp(Desk desk, SecondFactors factors, OwnPassword own, IOptions<CompanyOptions> company)
{
    /// <param name="Password">The password, once more, from the profile.</param>
    /// <param name="Begin">What the password has just proved, where this completes a sign-in.</param>
    public sealed record Command(string Password, HalfSignIn? Begin = null);

    /// <summary>The secret for typing, and the address that the app reads from a picture.</summary>
    public sealed record Offer(string Secret, string Uri);

    /// <summary>Offers a secret; refused for a wrong password and while a second factor is in use.</summary>
    public async Task<Result<Offer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        if (command.Begin is null && await own.WhyNotAsync(actor, command.Password, ct) is { } no)
        {
            return no;
        }

        return await desk.WriteAsync<Offer>(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
            }

            if (command.Begin is { } half && half.Stamp != user.SecurityStamp)
            {
                return Error.Conflict("access.sign-in-again");
            }

            if (user.TwoFactorEnabled)
            {
                return Error.Conflict("access.second-factor-on");
            }

            var secret = await factors.OfferAsync(write, user, ct);
            write.Moved(user);
            var issuer = Uri.EscapeDataString(company.Value.Name);
            var account = Uri.EscapeDataString(user.Email ?? user.DisplayName);
            return new Offer(secret, $"otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={Totp.Digits}&period={Totp.SecondsPerStep}");
        }, ct);
    }
}
