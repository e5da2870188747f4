namespace OrderDesk.Core.Customers;

/// <summary>E-mail addresses and phone numbers as people see them who may not, or have not asked to, see them in full.</summary>
public static class ContactMask
{
    private const string Dots = "•••";

    /// <summary><c>a•••@e•••.com</c>; null stays null.</summary>
    public static string? Email(string? email)
    {
        if (email is null)
        {
            return null;
        }

        var at = email.LastIndexOf('@');
        var dot = email.LastIndexOf('.');
        return at < 1 ? Dots : $"{First(email)}{Dots}@{First(email[(at + 1)..])}{Dots}{(dot > at ? email[dot..] : "")}";
    }

    /// <summary><c>•••58</c>: the last two digits, enough to recognise a number on the line; null stays null.</summary>
    public static string? Phone(string? phone) => phone is null ? null : phone.Count(char.IsAsciiDigit) < 6 ? Dots : Dots + string.Concat(phone.Where(char.IsAsciiDigit))[^2..];

    private static string First(string text) => text.EnumerateRunes().FirstOrDefault() is { Value: > 0 } rune ? rune.ToString() : "";
}
