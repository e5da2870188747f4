using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>Keeps and checks the second factor of an account: the app's secret closed with a key outside the database, recovery codes as hashes.</summary>
public sealed class SecondFactors(SecretKeeper keeper, ILogger<SecondFactors> log)
{
    internal const int RecoveryCodeCount = 10;

    private const string Provider = "OrderDesk";
    private const string Kept = "totp";
    private const string Offered = "totp-offered";
    private const string Recovery = "recovery";

    /// <summary>Takes everything off an account.</summary>
    internal static async Task RemoveAsync(Write write, StaffUser user, CancellationToken ct)
    {
        write.Db.UserTokens.RemoveRange(await write.Db.UserTokens.Where(token => token.UserId == user.Id && token.LoginProvider == Provider).ToListAsync(ct));
        (user.TwoFactorEnabled, user.LastTotpStep) = (false, 0);
    }

    /// <summary>A secret the person may confirm; an offer not yet confirmed is offered again, so that loading a page twice changes nothing.</summary>
    internal async Task<string> OfferAsync(Write write, StaffUser user, CancellationToken ct)
    {
        if (await OpenAsync(write, user, Offered, ct) is { } offered)
        {
            return offered;
        }

        var secret = Totp.NewSecret();
        await SetAsync(write, user, Offered, keeper.Close(secret), ct);
        return secret;
    }

    /// <summary>Takes the offered secret into use if the code proves that the app has it; answers fresh recovery codes, or null.</summary>
    internal async Task<IReadOnlyList<string>?> ConfirmAsync(Write write, StaffUser user, string code, CancellationToken ct)
    {
        if (await OpenAsync(write, user, Offered, ct) is not { } secret || Totp.Accept(secret, code, write.Now, lastStep: 0) is not { } step)
        {
            return null;
        }

        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => NewRecoveryCode()).ToList();
        await SetAsync(write, user, Offered, null, ct);
        await SetAsync(write, user, Kept, keeper.Close(secret), ct);
        await SetAsync(write, user, Recovery, string.Join(';', codes.Select(HashOf)), ct);
        (user.TwoFactorEnabled, user.LastTotpStep) = (true, step);
        return codes;
    }

    /// <summary>Whether a code of the app or a recovery code is right; it is used up with that.</summary>
    internal async Task<bool> AcceptAsync(Write write, StaffUser user, string code, CancellationToken ct)
    {
        if (await OpenAsync(write, user, Kept, ct) is { } secret && Totp.Accept(secret, code, write.Now, user.LastTotpStep) is { } step)
        {
            user.LastTotpStep = step;
            return true;
        }

        var hash = HashOf(code);
        var hashes = (await FindAsync(write, user, Recovery, ct))?.Value?.Split(';') ?? [];
        if (!hashes.Contains(hash, StringComparer.Ordinal))
        {
            return false;
        }

        await SetAsync(write, user, Recovery, string.Join(';', hashes.Where(kept => kept != hash)), ct);
        write.Audit("staff.recovery-code-used", StaffWriting.Kind, user.Id);
        return true;
    }

    /// <summary>120 bits in letters that are hard to confuse, so that a plain hash is enough to keep it.</summary>
    private static string NewRecoveryCode() =>
        string.Join('-', RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24).Chunk(6).Select(part => new string(part)));

    private static string HashOf(string code) =>
        Secret.Hash(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));

    private async Task<string?> OpenAsync(Write write, StaffUser user, string name, CancellationToken ct)
    {
        if (await FindAsync(write, user, name, ct) is not { Value: { Length: > 0 } closed })
        {
            return null;
        }

        var open = keeper.Open(closed);
        if (open is null)
        {
            log.SecondFactorUnreadable(user.Id);
        }

        return open;
    }

    private static Task<IdentityUserToken<long>?> FindAsync(Write write, StaffUser user, string name, CancellationToken ct) =>
        write.Db.UserTokens.AsTracking().SingleOrDefaultAsync(token => token.UserId == user.Id && token.LoginProvider == Provider && token.Name == name, ct);

    private static async Task SetAsync(Write write, StaffUser user, string name, string? value, CancellationToken ct)
    {
        var token = await FindAsync(write, user, name, ct);
        if (token is not null)
        {
            token.Value = value;
        }
        else if (value is not null)
        {
            write.Db.UserTokens.Add(new IdentityUserToken<long> { UserId = user.Id, LoginProvider = Provider, Name = name, Value = value });
        }
    }
}
