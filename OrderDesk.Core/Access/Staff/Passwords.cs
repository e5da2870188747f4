using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Access;

/// <summary>How a password compares with what is kept of it.</summary>
internal enum PasswordFit
{
    /// <summary>It does not fit, or there is none.</summary>
    Wrong,

    /// <summary>It fits.</summary>
    Right,

    /// <summary>It fits and was kept with fewer rounds than today: keep it anew.</summary>
    RightButOld,
}

/// <summary>Keeps passwords as PBKDF2-SHA512; slow on purpose, so it never runs inside a write.</summary>
public sealed class Passwords
{
    /// <summary>Rounds (OWASP ASVS 5.0, appendix C).</summary>
    public const int Rounds = 210_000;

    private readonly PasswordHasher<StaffUser> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly StaffUser _nobody = new();
    private readonly string _noPassword;

    /// <summary>Prepares what unknown accounts are compared with, so that they answer no faster than known ones.</summary>
    public Passwords() => _noPassword = Keep(Secret.Make(StaffUser.SecretLength));

    /// <summary>What is kept of a password.</summary>
    public string Keep(string password) => _hasher.HashPassword(_nobody, password);

    internal PasswordFit Fits(string? kept, string password)
    {
        var fit = _hasher.VerifyHashedPassword(_nobody, kept ?? _noPassword, password) switch
        {
            PasswordVerificationResult.Failed => PasswordFit.Wrong,
            PasswordVerificationResult.Success => PasswordFit.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordFit.RightButOld,
        };
        return kept is null ? PasswordFit.Wrong : fit;
    }
}
