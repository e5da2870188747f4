using System.Text;

namespace OrderDesk.Web.Shell;

/// <summary>States as they stand in an address: <c>OnHold</c> is <c>on-hold</c>.</summary>
public static class Slug
{
    /// <summary>How a state is written in an address.</summary>
    public static string Of<T>(T value) where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>The state that an address names, or null.</summary>
    public static T? Parse<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && Enum.GetValues<T>().Where(value => Of(value) == text).ToList() is [var found, ..] ? found : null;
}
