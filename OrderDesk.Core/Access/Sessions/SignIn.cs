using System.Collections.Frozen;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>What a right password leads to.</summary>
public enum SignInStep
{
    /// <summary>A session has begun.</summary>
    Done,

    /// <summary>A code of the second factor is wanted.</summary>
    SecondFactor,

    /// <summary>A second factor must be set up first.</summary>
    EnrolSecondFactor,
}

/// <summary>Who has given a right password and still owes the second factor; it is void as soon as the account moves.</summary>
public sealed record HalfSignIn(StaffId StaffId, string Name, string Stamp)
{
    /// <summary>How long the second half may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The person while they set up their second factor: they may do that and nothing else.</summary>
    public Actor Actor { get; } = new(StaffId, Name, ActorKind.Person, new[] { AccessPermissions.UseDesk }.ToFrozenSet(StringComparer.Ordinal));
}

/// <summary>Signs in with e-mail and password. Whatever is wrong, the answer is the same and takes as long.</summary>
public sealed class SignIn(
    Desk desk,
    IDbContextFactory<OrderDeskDb> contexts,
    Passwords passwords,
    SignInBrake brake,
    StaffDirectory directory,
    IOptions<SecurityOptions> options,
    TimeProvider clock,
    ILogger<SignIn> log)
{
    /// <summary>Wrong tries in a row before the account pauses.</summary>
    public const int TriesBeforePause = 5;

    /// <summary>How long the account pauses.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <param name="Email">The address of the account.</param>
    /// <param name="Password">The password.</param>
    /// <param name="From">Where the request came from.</param>
    /// <param name="Browser">What the browser says of itself.</param>
    /// <param name="Known">The account that has signed in from this browser before: a pause made by others does not keep it out.</param>
    public sealed record Command(string Email, string Password, IPAddress? From, string? Browser, StaffId? Known = null);

    /// <summary>What came of it.</summary>
    public sealed record Outcome(SignInStep Step, HalfSignIn Half, SessionKey? Session);

    /// <summary>The one answer for every wrong sign-in.</summary>
    public static readonly Error Wrong = Error.Invalid("access.sign-in-wrong", TriesBeforePause, Pause.TotalMinutes);

    /// <summary>Signs in; a wrong try is counted.</summary>
    public async Task<Result<Outcome>> RunAsync(Command command, CancellationToken ct)
    {
        var account = StaffUser.Normalized(command.Email.Length > 256 ? "" : command.Email);
        if (brake.Wait(account, command.From) is var wait && wait > TimeSpan.Zero)
        {
            return Error.Conflict("access.slow-down", (int)Math.Ceiling(wait.TotalSeconds));
        }

        var seen = await FindAsync(account, ct);
        var fit = passwords.Fits(seen?.PasswordHash, command.Password.Length > PasswordRules.MaxLength ? "" : command.Password);
        if (seen is not { DisabledAt: null })
        {
            return Refuse(seen, account, command.From, seen is null ? "unknown account" : "account switched off");
        }

        if (seen.IsDemo && !options.Value.AdmitsDemoAccounts)
        {
            return Refuse(seen, account, command.From, "demo account without the demo");
        }

        if (seen.IsLocked(clock.GetUtcNow().UtcDateTime) && command.Known != seen.StaffId)
        {
            return Refuse(seen, account, command.From, "account paused");
        }

        if (fit is PasswordFit.Wrong)
        {
            await desk.WriteAsync(ActorOf(seen), write => WrongTry.CountAsync(write, seen.StaffId, ct), ct);
            return Refuse(seen, account, command.From, "wrong password");
        }

        var kept = fit is PasswordFit.RightButOld ? passwords.Keep(command.Password) : seen.PasswordHash;
        var result = await desk.WriteAsync<Outcome>(ActorOf(seen), write => StepAsync(write, seen, kept, command.Browser, ct), ct);
        if (result.Value is { Session: not null })
        {
            brake.Succeeded(account, command.From);
            log.SignedIn(seen.Id, secondFactor: false);
        }

        directory.Forget(seen.StaffId);
        return result;
    }

    private async Task<Result<Outcome>> StepAsync(Write write, StaffUser seen, string? kept, string? browser, CancellationToken ct)
    {
        var user = await write.StaffAsync(seen.StaffId, ct);
        if (user is not { DisabledAt: null } || user.PasswordHash != seen.PasswordHash)
        {
            return Wrong;
        }

        user.PasswordHash = kept;
        var half = new HalfSignIn(user.StaffId, user.DisplayName, user.SecurityStamp!);
        if (user.TwoFactorEnabled)
        {
            return new Outcome(SignInStep.SecondFactor, half, null);
        }

        return options.Value.NeedsSecondFactor(user)
            ? new Outcome(SignInStep.EnrolSecondFactor, half, null)
            : new Outcome(SignInStep.Done, half, write.StartSession(user, withSecondFactor: false, browser));
    }

    private async Task<StaffUser?> FindAsync(string account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == account, ct);
    }

    private Error Refuse(StaffUser? user, string account, IPAddress? from, string reason)
    {
        brake.Failed(account, from);
        log.SignInRefused(user?.Id ?? 0, reason, SignInBrake.NetworkOf(from));
        return Wrong;
    }

    private static Actor ActorOf(StaffUser user) => new(user.StaffId, user.DisplayName, ActorKind.Person, FrozenSet<string>.Empty);
}

/// <summary>Counts a wrong password or code; the fifth in a row pauses the account.</summary>
internal static class WrongTry
{
    public static async Task<Result> CountAsync(Write write, StaffId id, CancellationToken ct)
    {
        if (await write.StaffAsync(id, ct) is not { } user || user.IsLocked(write.Now))
        {
            return Result.Ok;
        }

        user.AccessFailedCount++;
        if (user.AccessFailedCount >= SignIn.TriesBeforePause)
        {
            (user.AccessFailedCount, user.LockoutEnd) = (0, new DateTimeOffset(write.Now + SignIn.Pause, TimeSpan.Zero));
            write.Audit("staff.paused", StaffWriting.Kind, user.Id);
        }

        write.Moved(user);
        return Result.Ok;
    }
}
