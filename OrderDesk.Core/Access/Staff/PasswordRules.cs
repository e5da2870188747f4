using System.Text.RegularExpressions;

namespace OrderDesk.Core.Access;

/// <summary>What a password must be: long and not one that everybody tries first. No rules about kinds of characters, no expiry.</summary>
public static partial class PasswordRules
{
    /// <summary>The shortest password.</summary>
    public const int MinLength = 12;

    /// <summary>The longest password.</summary>
    public const int MaxLength = 128;

    /// <summary>How many characters must be left once everything guessable is taken out.</summary>
    private const int MinOwn = 4;

    /// <summary>Words that make up the passwords tried first.</summary>
    private static readonly string[] Guessed =
    [
        "administrator", "correcthorsebatterystaple", "qwertyuiop", "basketball", "asdfghjkl", "trustnoone", "starwars", "whatever", "computer", "internet",
        "password", "passwort", "passw", "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "changeme", "changeit", "warehouse", "orderdesk",
        "september", "november", "december", "february", "wednesday", "saturday", "thursday", "jennifer", "michelle", "jordan", "zxcvbnm", "welcome", "letmein",
        "default", "company", "testing", "january", "october", "tuesday", "monday", "friday", "sunday", "master", "dragon", "monkey", "shadow", "secret",
        "qwerty", "qwertz", "azerty", "asdfgh", "zxcvbn", "summer", "winter", "spring", "autumn", "august", "hunter", "batman", "killer", "george", "michael",
        "charlie", "access", "server", "system", "online", "hello", "admin", "login", "guest", "order", "store", "angel", "march", "april", "woaini",
        "user", "root", "shop", "desk", "june", "july", "love", "test", "pass", "demo", "ginger", "aini", "abc", "asd", "qwe", "zxc", "xyz",
        "1q2w3e4r5t6y", "1q2w3e4r5t", "1q2w3e4r", "1qaz2wsx3edc", "1qaz2wsx", "qazwsxedc", "qazwsx", "zaq12wsx", "q1w2e3r4t5", "q1w2e3r4", "5201314", "1314520",
    ];

    /// <summary>Why a password is refused, as a code, or null.</summary>
    /// <param name="password">The password.</param>
    /// <param name="own">Words of the person and the company, such as the e-mail address; an attacker tries them too.</param>
    public static string? Problem(string password, params string?[] own)
    {
        if (password.Length < MinLength)
        {
            return "access.password-short";
        }

        if (password.Length > MaxLength)
        {
            return "access.password-long";
        }

        var words = own.SelectMany(text => Word().Matches((text ?? "").ToLowerInvariant())).Select(match => match.Value).Where(word => word.Length >= 3);
        return Own(password.ToLowerInvariant(), [.. words.Concat(Guessed).OrderByDescending(word => word.Length)]) < MinOwn || password.Distinct().Count() < 5 ? "access.password-guessed" : null;
    }

    /// <summary>How many letters and digits are nobody's first guess: without known words, also in disguise, sequences, years and repetitions.</summary>
    private static int Own(string text, IReadOnlyList<string> words)
    {
        var core = text.Trim([.. text.Where(letter => !char.IsLetter(letter)).Distinct()]);
        var plain = text.Replace(core.Length > 0 ? core : "\0", Undisguised(core), StringComparison.Ordinal);
        return Math.Min(Rest(text, words), Rest(plain, words));
    }

    private static int Rest(string text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            text = text.Replace(word, "\n", StringComparison.Ordinal);
        }

        text = Year().Replace(text, "\n");
        var left = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var follows = i > 0 && Math.Abs(text[i] - text[i - 1]) <= 1;
            left += follows || !char.IsLetterOrDigit(text[i]) ? 0 : 1;
        }

        return left;
    }

    private static string Undisguised(string text) => string.Create(text.Length, text, (plain, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            plain[i] = from[i] switch
            {
                '0' => 'o',
                '1' or '!' or '|' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' or '+' => 't',
                _ => from[i],
            };
        }
    });

    [GeneratedRegex(@"(?:19|20)\d\d")]
    private static partial Regex Year();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
