using System.Globalization;
using System.Text.Json;

namespace OrderDesk.Web.Shell;

/// <summary>The words of a hold's reason from its code and its kept arguments.</summary>
public static class HoldWords
{
    /// <summary>The words of a reason.</summary>
    /// <param name="code">The translation key.</param>
    /// <param name="argsJson">What the words need, as a JSON array.</param>
    /// <param name="words">Finds words by key.</param>
    public static string Of(string code, string argsJson, Func<string, object[], string> words)
    {
        using var json = JsonDocument.Parse(argsJson);
        return words(code, [.. json.RootElement.EnumerateArray().Select(Plain)]);
    }

    private static object Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetString()!,
        _ => value.ToString(),
    };
}
