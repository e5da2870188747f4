using System.Globalization;
using System.Text.Json;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Data;

/// <summary>Why a message was not delivered: a dotted code that is also a translation key, and what its words need.</summary>
public sealed record OutboxNote(string Code, IReadOnlyList<string> Args)
{
    /// <summary>The code of a message that a person gave up.</summary>
    public const string DiscardedCode = "outbox.discarded";

    /// <summary>The code of a message that waited when the database was restored: nobody knows whether it was sent since the backup.</summary>
    public const string RestoredCode = "outbox.held-after-restore";

    /// <summary>The longest note.</summary>
    public const int MaxLength = 2000;

    private const int LongArg = 600, ShortArg = 100;

    /// <summary>As it is kept in the row.</summary>
    public static string Write(Error error) =>
        Write(error, LongArg) is { Length: <= MaxLength } fits ? fits : Write(error, ShortArg);

    private static string Write(Error error, int most) => JsonSerializer.Serialize(new OutboxNote(error.Code,
        [.. error.Args.Select(arg => Convert.ToString(arg, CultureInfo.InvariantCulture) ?? "").Select(text => text.Length <= most ? text : text[..most]).Take(2)]));

    /// <summary>As it was kept; null where nothing was.</summary>
    public static OutboxNote? Read(string? kept)
    {
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<OutboxNote>(kept);
        }
        catch (JsonException)
        {
            return new OutboxNote("outbox.threw", [kept!]);
        }
    }
}
