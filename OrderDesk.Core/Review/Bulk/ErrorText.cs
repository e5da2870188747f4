using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace OrderDesk.Core.Review.Bulk;

/// <summary>What the words of a refusal need, kept so that they can be said later in any language: names, numbers, instants and states stay what they are.</summary>
internal static class ErrorText
{
    private static readonly FrozenDictionary<string, Type> States = typeof(ErrorText).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsPublic: true })
        .GroupBy(type => type.Name).Where(same => same.Count() == 1).ToFrozenDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);

    /// <summary>As it is kept; null where it would be too long.</summary>
    public static string? Write(object[] args, int most) =>
        JsonSerializer.Serialize(args.Select(Text)) is var text && text.Length <= most ? text : null;

    /// <summary>As it was.</summary>
    public static object[] Read(string? text) => text is null ? [] : [.. JsonSerializer.Deserialize<string[]>(text)!.Select(Value)];

    private static string Text(object arg) => arg switch
    {
        DateTime at => "d:" + at.ToString("O", CultureInfo.InvariantCulture),
        Enum state => $"e:{state.GetType().Name}:{state}",
        double or float or decimal => "f:" + Convert.ToString(arg, CultureInfo.InvariantCulture),
        int or long => "n:" + Convert.ToString(arg, CultureInfo.InvariantCulture),
        _ => "s:" + arg,
    };

    private static object Value(string text) => (text[0], text[2..]) switch
    {
        ('d', var at) => DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ('e', var state) when state.Split(':', 2) is [var type, var name] && States.GetValueOrDefault(type) is { } known && Enum.TryParse(known, name, out var value) => value,
        ('e', var state) => state.Split(':')[^1],
        ('f', var number) => double.Parse(number, CultureInfo.InvariantCulture),
        ('n', var number) => long.Parse(number, CultureInfo.InvariantCulture),
        (_, var other) => other,
    };
}
