using System.Collections.Frozen;
using System.Text.RegularExpressions;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Verification.Checks;

/// <summary>Who buys and how to reach them.</summary>
internal static partial class ContactChecks
{
    /// <summary>Well-known hosts of throw-away mailboxes; a policy adds its own.</summary>
    private static readonly FrozenSet<string> ThrowAway = new[]
    {
        "10minutemail.com", "33mail.com", "anonaddy.com", "discard.email", "dispostable.com", "emailondeck.com", "fakeinbox.com", "fakemail.net", "getairmail.com", "getnada.com",
        "guerrillamail.com", "guerrillamail.info", "guerrillamail.net", "guerrillamail.org", "inboxkitten.com", "mail-temp.com", "mail.tm", "mailcatch.com", "maildrop.cc", "mailinator.com",
        "mailnesia.com", "mailsac.com", "minuteinbox.com", "moakt.com", "mohmal.com", "mytemp.email", "nada.email", "sharklasers.com", "spam4.me", "spamgourmet.com", "temp-mail.io",
        "temp-mail.org", "tempail.com", "tempmail.com", "tempmail.net", "tempmailo.com", "tempr.email", "throwawaymail.com", "trashmail.com", "trashmail.de", "yopmail.com", "yopmail.fr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static readonly Check Identity = new("identity", CheckGroup.Customer, HoldType.Information, JudgeIdentity);

    public static readonly Check Phone = new("phone", CheckGroup.Customer, HoldType.Information, JudgePhone);

    public static readonly Check Mail = new("email", CheckGroup.Customer, HoldType.Information, JudgeMail);

    public static readonly Check Disposable = new("email-disposable", CheckGroup.Customer, HoldType.Customer, JudgeDisposable) { Mode = CheckMode.Warn, Points = 40 };

    public static readonly Check Reachable = new("reachable", CheckGroup.Customer, HoldType.Information, JudgeReachable);

    private static Opinion JudgeIdentity(OrderFacts facts, VerificationPolicy policy)
    {
        var name = new[] { facts.Order.CustomerName, facts.Order.Shipping.Name, facts.Order.Billing.Name }.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
        if (name is null)
        {
            return Opinion.Doubt("hold.name-missing").Flip("flip.ask-name");
        }

        var opinion = Plain.IsPlaceholder(name) || !Plain.HasLetter(name) ? Opinion.Doubt("hold.name-placeholder").Flip("flip.ask-name") : Opinion.Fine;
        return opinion.With("fact.name", Term.Personal(name), Source.Order);
    }

    private static Opinion JudgePhone(OrderFacts facts, VerificationPolicy policy)
    {
        if (facts.Phone is not { } phone)
        {
            return Opinion.Doubt("hold.phone-missing").Flip("flip.ask-phone");
        }

        var opinion = phone.CanBeDialled ? Opinion.Fine : Opinion.Doubt("hold.phone-invalid").Flip("flip.ask-phone");
        opinion = opinion.With("fact.phone", Term.Personal(phone.Written), Source.Order);
        return phone.Region is { } region ? opinion.With("fact.phone-country", region, Source.Plan) : opinion;
    }

    private static Opinion JudgeMail(OrderFacts facts, VerificationPolicy policy)
    {
        if (string.IsNullOrWhiteSpace(facts.Order.Email))
        {
            return Opinion.Doubt("hold.email-missing").Flip("flip.ask-email");
        }

        var opinion = IsAddress(facts.Order.Email) ? Opinion.Fine : Opinion.Doubt("hold.email-invalid").Flip("flip.ask-email");
        return opinion.With("fact.email", Term.Personal(facts.Order.Email), Source.Order);
    }

    private static Opinion JudgeDisposable(OrderFacts facts, VerificationPolicy policy)
    {
        var domain = facts.Order.Email?.Split('@')[^1] ?? "";
        return ThrowAway.Contains(domain) || policy.DisposableMailDomains.Contains(domain, StringComparer.OrdinalIgnoreCase)
            ? Opinion.Doubt("hold.email-disposable", domain).With("fact.email-domain", domain, Source.Order).Flip("flip.ask-other-email")
            : Opinion.Fine;
    }

    private static Opinion JudgeReachable(OrderFacts facts, VerificationPolicy policy) =>
        facts.Phone is { CanBeDialled: true } || (facts.Order.Email is { } mail && IsAddress(mail))
            ? Opinion.Fine
            : Opinion.Doubt("hold.unreachable").Flip("flip.ask-channel-for-contact");

    /// <summary>Whether mail can be sent there, as far as writing tells: one @, a domain with a dot, no blanks, lengths of RFC 5321.</summary>
    internal static bool IsAddress(string mail)
    {
        var plain = mail.Trim();
        return plain.Length <= Customer.EmailMaxLength && plain.IndexOf('@', StringComparison.Ordinal) is > 0 and <= 64 && MailAddress().IsMatch(plain);
    }

    [GeneratedRegex(@"^[^\s@.,:;<>()\[\]\\""]+(?:\.[^\s@.,:;<>()\[\]\\""]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex MailAddress();
}
