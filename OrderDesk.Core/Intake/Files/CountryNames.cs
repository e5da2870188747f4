using System.Collections.Frozen;

namespace OrderDesk.Core.Intake.Files;

/// <summary>The ISO 3166 codes of countries as order files write them: the code itself, the English name, or a usual other name.</summary>
public static class CountryNames
{
    private const string Names =
        "AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|" +
        "AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|AX Åland Islands|AZ Azerbaijan|" +
        "BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|" +
        "BL Saint Barthélemy|BM Bermuda|BN Brunei|BO Bolivia|BQ Caribbean Netherlands|BR Brazil|BS Bahamas|BT Bhutan|BV Bouvet Island|" +
        "BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands|CD Democratic Republic of the Congo|" +
        "CF Central African Republic|CG Congo|CH Switzerland|CI Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|" +
        "CR Costa Rica|CU Cuba|CV Cabo Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|" +
        "DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|" +
        "FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|" +
        "GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece|" +
        "GS South Georgia|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HM Heard Island|HN Honduras|HR Croatia|HT Haiti|" +
        "HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|" +
        "IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|" +
        "KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|" +
        "LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|" +
        "MC Monaco|MD Moldova|ME Montenegro|MF Saint Martin|MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali|MM Myanmar|" +
        "MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV Maldives|" +
        "MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|" +
        "NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia|" +
        "PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn Islands|PR Puerto Rico|" +
        "PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|" +
        "SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|SG Singapore|SH Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|" +
        "SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST São Tomé and Príncipe|" +
        "SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|" +
        "TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|" +
        "TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|UM US Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan|" +
        "VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands|VI US Virgin Islands|VN Vietnam|" +
        "VU Vanuatu|WF Wallis and Futuna|WS Samoa|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe";

    private const string OtherNames =
        "GB Great Britain|GB UK|GB England|GB Scotland|GB Wales|GB Northern Ireland|IE EIRE|IE Republic of Ireland|US USA|US U.S.A.|US United States of America|" +
        "AE UAE|ZA RSA|ZA Republic of South Africa|NL Holland|NL The Netherlands|CZ Czech Republic|KR Korea|KR Republic of Korea|RU Russian Federation|" +
        "HK Hong Kong SAR|MO Macau|TW Taiwan, China|CN PR China|CN People's Republic of China|CN Mainland China|TR Türkiye|VN Viet Nam|TL East Timor|" +
        "SZ Swaziland|CV Cape Verde|MM Burma|MK Macedonia|CI Ivory Coast|BO Plurinational State of Bolivia|VE Bolivarian Republic of Venezuela|" +
        "MD Republic of Moldova|LA Lao PDR|SY Syrian Arab Republic|IR Islamic Republic of Iran|TZ United Republic of Tanzania|BN Brunei Darussalam|" +
        "VA Holy See|DE Deutschland|AT Österreich|ES España|CH Schweiz|IT Italia|CN 中国|CN 中國|HK 香港|MO 澳门|MO 澳門|TW 台湾|TW 台灣|TW 臺灣|JP 日本|KR 韩国|KR 韓國|" +
        "SG 新加坡|MY 马来西亚|MY 馬來西亞|US 美国|US 美國|GB 英国|GB 英國|DE 德国|DE 德國|FR 法国|FR 法國|CA 加拿大|AU 澳大利亚|AU 澳洲";

    private static readonly FrozenDictionary<string, string> CodesByName =
        Entries().DistinctBy(entry => entry.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The two-letter code, or null for a name that is no single country, such as West Indies.</summary>
    public static string? CodeOf(string country) => CodesByName.GetValueOrDefault(Plain(country));

    private static IEnumerable<KeyValuePair<string, string>> Entries() =>
        $"{Names}|{OtherNames}".Split('|').SelectMany(entry => new[]
        {
            KeyValuePair.Create(entry[..2], entry[..2]),
            KeyValuePair.Create(Plain(entry[3..]), entry[..2]),
        });

    private static string Plain(string name) =>
        name.Trim().ToUpperInvariant().Replace("&", "AND", StringComparison.Ordinal).Replace("ST. ", "SAINT ", StringComparison.Ordinal);
}
