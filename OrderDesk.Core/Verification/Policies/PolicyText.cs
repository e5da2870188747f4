using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderDesk.Core.Verification.Policies;

/// <summary>A policy as it is kept: compact JSON. States are kept as numbers, so that one from a newer version is still there to be complained about.</summary>
public static class PolicyText
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Writes a policy, without its number.</summary>
    public static string Write(VerificationPolicy policy) => JsonSerializer.Serialize(policy, Compact);

    /// <summary>Reads a policy and gives it its number; what only a newer version knows is left out.</summary>
    public static VerificationPolicy Read(string document, int number) =>
        (JsonSerializer.Deserialize<VerificationPolicy>(document, Compact) ?? new VerificationPolicy()) with { Version = number };

    /// <summary>A condition, written so that two that ask the same are the same text, whatever the order of their parts.</summary>
    internal static string Canonical(RuleGroup group)
    {
        var parts = group.Leaves.Select(Canonical).Concat(group.Groups.Select(Canonical)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return parts is [var only] ? only : $"{(int)group.Join}({string.Join('&', parts)})";
    }

    private static string Canonical(RuleLeaf leaf)
    {
        var field = RuleFields.Find(leaf.Field);
        var values = leaf.Values.Select(value => field is null ? value
            : RuleField.IsNumeric(field.Type) ? RuleValues.Number(value)?.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture) ?? value
            : RuleValues.Text(field, value) ?? value);
        var sorted = leaf.Is is RuleOperator.Between ? values : values.Distinct().Order(StringComparer.Ordinal);
        return JsonSerializer.Serialize(new object?[] { leaf.Field, (int)leaf.Is, leaf.Currency, sorted.ToList() }, Compact);
    }
}
