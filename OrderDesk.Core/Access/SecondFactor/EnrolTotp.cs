using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Offers the person a secret for their authenticator app; it counts only once a code of it is confirmed.</summary>
public sealed class EnrolTotp(Desk desk, SecondFactors factors, IOptions<CompanyOptions> company)
{
    /// <summary>The secret for typing, and the address that the app reads from a picture.</summary>
    public sealed record Offer(string Secret, string Uri);

    /// <summary>Offers a secret; refused while a second factor is in use.</summary>
    public async Task<Result<Offer>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Can(AccessPermissions.UseDesk))
        {
            return StaffWriting.NotSignedIn;
        }

        return await desk.WriteAsync<Offer>(actor, async write =>
        {
            if (await write.StaffAsync(actor.Id, ct) is not { } user)
            {
                return StaffWriting.NotFound;
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
