using System.Text;
using OrderDesk.Core.Data;

namespace OrderDesk.Core.Orders;

/// <summary>A postal address as the customer wrote it; every part may be missing.</summary>
public sealed record PostalAddress
{
    /// <summary>The longest part.</summary>
    public const int PartMaxLength = 200;

    /// <summary>The longest postal code.</summary>
    public const int PostalCodeMaxLength = 20;

    /// <summary>Nothing is known.</summary>
    public static PostalAddress None => new();

    /// <summary>The recipient.</summary>
    [NotAudited]
    public string? Name { get; init; }

    /// <summary>Street and number.</summary>
    [NotAudited]
    public string? Line1 { get; init; }

    /// <summary>Flat, building, care of.</summary>
    [NotAudited]
    public string? Line2 { get; init; }

    /// <summary>City or town.</summary>
    [NotAudited]
    public string? City { get; init; }

    /// <summary>State, province, county.</summary>
    [NotAudited]
    public string? Region { get; init; }

    /// <summary>Postal code.</summary>
    [NotAudited]
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 where it could be read, else as written.</summary>
    public string? Country { get; init; }

    /// <summary>The recipient's phone.</summary>
    [NotAudited]
    public string? Phone { get; init; }

    /// <summary>Whether not a single part is known.</summary>
    public bool IsEmpty => (Name ?? Line1 ?? Line2 ?? City ?? Region ?? PostalCode ?? Country ?? Phone) is null;

    /// <summary>
    /// A number that is the same however the address is spaced, punctuated and capitalised: FNV-1a over letters and digits of street, postal code and country.
    /// Null while there is no street; the recipient does not count.
    /// </summary>
    public long? Fingerprint()
    {
        if (string.IsNullOrWhiteSpace(Line1))
        {
            return null;
        }

        var hash = 14695981039346656037UL;
        foreach (var part in (IEnumerable<string?>)[Line1, Line2, PostalCode, Country])
        {
            foreach (var rune in (part ?? "").EnumerateRunes().Where(Rune.IsLetterOrDigit))
            {
                foreach (var letter in rune.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant())
                {
                    hash = (hash ^ letter) * 1099511628211UL;
                }
            }
        }

        return (long)(hash >> 1);
    }
}
