using System.ComponentModel.DataAnnotations;
using OrderDesk.Core.Access;

namespace OrderDesk.Web.Account;

/// <summary>How the line to the mail server is closed.</summary>
public enum SmtpSecurity
{
    /// <summary>The line begins open and is closed before anything is said; refused where the server cannot.</summary>
    StartTls,

    /// <summary>The line is closed from the first byte.</summary>
    Tls,

    /// <summary>The line stays open; only for a mail server on this machine or in a network that is trusted as a whole.</summary>
    None,
}

/// <summary>The mail server that carries one-time links (<c>Smtp:*</c>); without a host they are shown to whoever makes them.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Smtp";

    /// <summary>The name of the server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the line is closed.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The account there; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>How long one mail may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether mails go out.</summary>
    public bool IsOn => Host.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && !StaffUser.IsEmail(From))
        {
            yield return new ValidationResult($"'{From}' is not the address mails can come from.", [nameof(From)]);
        }

        if (Password.Length > 0 && User.Length == 0)
        {
            yield return new ValidationResult("A password without a user.", [nameof(User)]);
        }
    }
}
