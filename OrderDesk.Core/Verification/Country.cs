using System.Collections.Frozen;
using OrderDesk.Core.Intake.Files;

namespace OrderDesk.Core.Verification;

/// <summary>A country as the post knows it.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="PostalCodes">Shapes of its postal codes without blanks and dashes: 9 is a digit, @ a letter, * either, all else itself; empty where it has none or none must be written.</param>
public sealed record Country(string Code, IReadOnlyList<string> PostalCodes)
{
    /// <summary>Countries that are one city: nothing is missing when no city is written.</summary>
    private const string CityStates = "SG HK MO MC VA GI";

    /// <summary>Every country with the shapes of its postal codes, after the address formats of the Universal Postal Union.</summary>
    private const string Table =
        "AD:AD999,999 AE AF AG AI AL:9999 AM:9999,999999 AO AQ AR:9999,@9999@@@ AS:99999,999999999 AT:9999 AU:9999 AW AX:99999 AZ:9999 BA:99999 BB BD:9999 BE:9999 " +
        "BF BG:9999 BH BI BJ BL:99999 BM BN:@@9999 BO BQ BR:99999999 BS BT BV BW BY:999999 BZ CA:@9@9@9 CC:9999 CD CF CG CH:9999 CI CK CL CM CN:999999 CO CR:99999 CU:99999 CV:9999 " +
        "CW CX:9999 CY:9999 CZ:99999 DE:99999 DJ DK:9999 DM DO:99999 DZ:99999 EC:999999 EE:99999 EG:99999 EH ER ES:99999 ET FI:99999 FJ FK FM:99999,999999999 FO:999 FR:99999 GA " +
        "GB:@99@@,@999@@,@@99@@,@@999@@,@9@9@@,@@9@9@@ GD GE:9999 GF:99999 GG:GY99@@,GY999@@ GH GI GL:9999 GM GN GP:99999 GQ GR:99999 GS GT:99999 GU:99999,999999999 GW GY HK HM " +
        "HN HR:99999 HT:9999 HU:9999 ID:99999 IE:@****** IL:9999999,99999 IM:IM99@@,IM999@@ IN:999999 IO IQ IR:9999999999 IS:999 IT:99999 JE:JE99@@,JE999@@ JM JO:99999 JP:9999999 " +
        "KE KG:999999 KH KI KM KN KP KR:99999 KW:99999 KY:KY99999 KZ:999999,@99@9@9 LA:99999 LB LC LI:9999 LK:99999 LR:9999 LS:999 LT:99999 LU:9999,L9999 LV:9999 LY MA:99999 MC:99999 " +
        "MD:9999 ME:99999 MF:99999 MG:999 MH:99999,999999999 MK:9999 ML MM:99999 MN:99999 MO MP:99999,999999999 MQ:99999 MR MS MT:@@@9999,@@@999,@@@99 MU:99999 MV:99999 MW MX:99999 " +
        "MY:99999 MZ:9999 NA NC:99999 NE:9999 NF:9999 NG:999999 NI:99999 NL:9999@@ NO:9999 NP:99999 NR NU NZ:9999 OM:999 PA PE:99999 PF:99999 PG:999 PH:9999 PK:99999 PL:99999 PM:99999 PN " +
        "PR:99999,999999999 PS PT:9999999,9999 PW:99999,999999999 PY:9999 QA RE:99999 RO:999999 RS:99999 RU:999999 RW SA:99999,999999999 SB SC SD:99999 SE:99999 SG:999999 SH SI:9999 " +
        "SJ:9999 SK:99999 SL SM:99999 SN:99999 SO SR SS ST SV:9999 SX SY SZ:@999 TC TD TF TG TH:99999 TJ:999999 TK TL TM:999999 TN:9999 TO TR:99999 TT TV TW:999,99999,999999 TZ UA:99999 UG UM " +
        "US:99999,999999999 UY:99999 UZ:999999 VA:99999 VC VE:9999 VG VI:99999,999999999 VN:99999,999999 VU WF:99999 WS XK:99999 YE YT:99999 ZA:9999 ZM:99999 ZW";

    private static readonly FrozenDictionary<string, Country> ByCode = Table.Split(' ')
        .Select(entry => new Country(entry[..2], entry.Length > 3 ? entry[3..].Split(',') : []))
        .ToFrozenDictionary(country => country.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every code there is, in alphabetical order.</summary>
    public static IEnumerable<string> Codes => ByCode.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether it is one city.</summary>
    public bool IsOneCity => CityStates.Contains(Code, StringComparison.Ordinal);

    /// <summary>The country of a two-letter code or of a name as people write it, or null.</summary>
    public static Country? Find(string? written) =>
        string.IsNullOrWhiteSpace(written) ? null
        : ByCode.TryGetValue(written.Trim(), out var country) || (CountryNames.CodeOf(written) is { } code && ByCode.TryGetValue(code, out country)) ? country
        : null;

    /// <summary>Whether a postal code has one of the country's shapes; any does where the country has none.</summary>
    public bool Fits(string postalCode)
    {
        var plain = new string([.. Plain.Of(postalCode).Where(char.IsLetterOrDigit)]);
        return PostalCodes.Count == 0 || PostalCodes.Any(shape => Fits(plain, shape)) || (plain.StartsWith(Code, StringComparison.Ordinal) && PostalCodes.Any(shape => Fits(plain[2..], shape)));
    }

    private static bool Fits(string plain, string shape) => plain.Length == shape.Length && plain.Zip(shape).All(pair => pair.Second switch
    {
        '9' => char.IsAsciiDigit(pair.First),
        '@' => char.IsAsciiLetterUpper(pair.First),
        '*' => char.IsAsciiLetterOrDigit(pair.First),
        var letter => pair.First == letter,
    });
}
