using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Verification;

/// <summary>Writing made comparable: full-width letters and digits become plain ones, upper case, single blanks.</summary>
internal static class Plain
{
    /// <summary>Texts that people type when they do not want to say.</summary>
    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "TEST", "TESTTEST", "TEST TEST", "TESTING", "N/A", "NA", "N.A.", "NONE", "NULL", "NIL", "NO NAME", "NONAME", "NO", "UNKNOWN", "UNDEFINED", "ANONYMOUS",
        "ASDF", "ASDFASDF", "ASDFGH", "QWERTY", "QWERTZ", "ABC", "ABCD", "XXX", "XXXX", "XYZ", "FOO", "BAR", "FOO BAR", "FIRSTNAME LASTNAME", "FIRST LAST", "NAME", "YOUR NAME", "CUSTOMER", "GUEST",
        "SAME", "SAME AS ABOVE", "SAME AS BILLING", "ADDRESS", "TBD", "TBA", "TODO", "DUMMY", "EXAMPLE",
        "测试", "測試", "无", "無", "无名", "無名", "匿名", "未知", "姓名", "名字", "地址", "同上", "没有", "沒有", "测试测试", "測試測試",
    };

    /// <summary>The writing, comparable; empty for nothing.</summary>
    public static string Of(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : string.Join(' ', Writing.Folded(text).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether this says nothing: a known placeholder, signs only, or one character over and over.</summary>
    public static bool IsPlaceholder(string text)
    {
        var plain = Of(text);
        var core = plain.Where(char.IsLetterOrDigit).ToList();
        return core.Count == 0
            || Placeholders.Contains(plain)
            || (core.Count >= 3 && core.Distinct().Count() == 1)
            || (core.Count == 1 && char.IsAscii(core[0]));
    }

    /// <summary>Whether there is a letter of any script.</summary>
    public static bool HasLetter(string text) => text.Any(char.IsLetter);

    /// <summary>Whether it is written with Chinese, Japanese or Korean characters.</summary>
    public static bool IsEastAsian(string text) => text.Any(c => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or >= '\uf900' and <= '\ufaff');
}
