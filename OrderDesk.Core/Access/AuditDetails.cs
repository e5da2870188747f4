using System.Text.Json;

namespace OrderDesk.Core.Access;

/// <summary>The details of a line of the trail as they were kept: [before, after] by name, [] where only the fact of the change is kept; anything else is shown whole.</summary>
internal static class AuditDetails
{
    /// <param name="details">The JSON, or null.</param>
    /// <param name="fields">The properties of this kind of row with their types; null for rows that are no aggregates.</param>
    public static IReadOnlyList<AuditLines.Difference> Read(string? details, IReadOnlyDictionary<string, Type>? fields)
    {
        if (details is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(details);
        return json.RootElement.ValueKind is not JsonValueKind.Object
            ? [new AuditLines.Difference("", null, Text(json.RootElement))]
            : [.. json.RootElement.EnumerateObject().Select(property => Read(property.Name, property.Value, fields?.GetValueOrDefault(property.Name)))];
    }

    private static AuditLines.Difference Read(string name, JsonElement value, Type? type) => value switch
    {
        { ValueKind: JsonValueKind.Array } pair when pair.GetArrayLength() == 2 =>
            new AuditLines.Difference(name, Text(pair[0]), Text(pair[1])) { Type = type ?? TypeOf(pair[1]) ?? TypeOf(pair[0]) },
        { ValueKind: JsonValueKind.Array } hidden when hidden.GetArrayLength() == 0 => new AuditLines.Difference(name, null, null) { Hidden = true },
        _ => new AuditLines.Difference(name, null, Text(value)) { Type = type ?? TypeOf(value) },
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
    };

    /// <summary>What a value is by its looks: details written by hand stand in no model.</summary>
    private static Type? TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => typeof(bool),
        JsonValueKind.String when value.GetString()!.EndsWith('Z') && value.TryGetDateTime(out _) => typeof(DateTime),
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined => null,
    };
}
