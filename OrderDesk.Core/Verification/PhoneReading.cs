using PhoneNumbers;

namespace OrderDesk.Core.Verification;

/// <summary>A phone number as the numbering plans of the world read it.</summary>
/// <param name="Written">As it was written.</param>
/// <param name="CanBeDialled">Whether such a number can exist.</param>
/// <param name="E164">The number with country code, or null where it cannot be read.</param>
/// <param name="Region">The country of the number, as ISO 3166-1 alpha-2, where known.</param>
public sealed record PhoneReading(string Written, bool CanBeDialled, string? E164, string? Region)
{
    private const int FewestDigits = 7;

    /// <summary>Ranges that authorities set aside for books, films and documentation; a plan says that nobody has them, but they are written correctly.</summary>
    private static readonly string[] Reserved = ["+447700900", "+441632960", "+448081570", "+449098790", "+443069990", "+61491570", "+353209"];

    /// <summary>Reads a number; a number without country code is read as one of <paramref name="country"/>. Null where nothing is written.</summary>
    public static PhoneReading? Of(string? written, string? country)
    {
        // Full-width digits and signs become plain ones.
        var plain = Plain.Of(written);
        if (string.IsNullOrEmpty(plain))
        {
            return null;
        }

        var plans = PhoneNumberUtil.GetInstance();
        try
        {
            var number = plans.Parse(plain, country);
            var e164 = plans.Format(number, PhoneNumberFormat.E164);
            var fine = plans.IsValidNumber(number) || Reserved.Any(range => e164.StartsWith(range, StringComparison.Ordinal) && plans.IsPossibleNumber(number));
            return new PhoneReading(written!, fine, e164, plans.GetRegionCodeForNumber(number));
        }
        catch (NumberParseException problem)
        {
            // Without a country nothing can be said of a national number, except that it is long enough.
            var unknown = problem.ErrorType is ErrorType.INVALID_COUNTRY_CODE && country is null && !plain.StartsWith('+') && plain.Count(char.IsAsciiDigit) >= FewestDigits;
            return new PhoneReading(written!, unknown, null, null);
        }
    }
}
