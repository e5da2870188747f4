using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Access;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>A colleague whom a note names.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">The name as it stands in the note, after the @.</param>
public sealed record Mention(StaffId Id, string Name);

/// <summary>A note was written or changed; the colleagues it names now are told.</summary>
public sealed record NoteWritten(OrderId OrderId, int Number, IReadOnlyList<Mention> Named) : IDomainEvent;

/// <summary>Finds the colleagues whom a note names with an @; naming somebody shows them nothing that they may not see anyway.</summary>
internal static class Mentions
{
    /// <summary>The most colleagues one note may name.</summary>
    public const int Most = 20;

    private const string Signs = "@＠";

    private sealed record Person(long Id, string Name, StaffRoles Roles, bool Works);

    /// <summary>Who is named; refused where somebody of that name no longer works here or may not read orders.</summary>
    public static async Task<Result<IReadOnlyList<Mention>>> FindAsync(OrderDeskDb db, RoleGrants grants, string? text, CancellationToken ct)
    {
        if (text is null || text.IndexOfAny(['@', '＠']) < 0)
        {
            return Array.Empty<Mention>();
        }

        var people = await db.Users.AsNoTracking().Select(user => new Person(user.Id, user.DisplayName, user.Roles, user.DisabledAt == null)).ToListAsync(ct);
        var found = new List<Mention>();
        foreach (var namesakes in Named(text, people))
        {
            var working = namesakes.Where(person => person.Works).ToList();
            if (working.Count == 0)
            {
                return Error.Invalid("orders.mention-disabled", namesakes[0].Name);
            }

            var readers = working.Where(person => grants.Of(person.Roles).Contains(OrdersPermissions.Read)).ToList();
            if (readers.Count == 0)
            {
                return Error.Invalid("orders.mention-forbidden", working[0].Name);
            }

            found.AddRange(readers.Select(person => new Mention(new StaffId(person.Id), person.Name)));
        }

        var once = found.DistinctBy(mention => mention.Id).ToList();
        return once.Count > Most ? Error.Invalid("orders.mention-too-many", Most) : once;
    }

    /// <summary>The staff ids kept with a note.</summary>
    public static IReadOnlyList<StaffId> Of(OrderEvent entry)
    {
        using var json = entry.Data is null ? null : JsonDocument.Parse(entry.Data);
        return json is not null && json.RootElement.TryGetProperty("mentions", out var mentions)
            ? [.. mentions.EnumerateArray().Select(mention => new StaffId(mention.GetProperty("id").GetInt64()))]
            : [];
    }

    /// <summary>What is kept with a note, or null where there is nothing to keep.</summary>
    public static object? Data(IReadOnlyList<Mention> named, DateTime? edited = null)
    {
        var mentions = named.Count == 0 ? null : named.Select(mention => new { id = mention.Id.Value, name = mention.Name }).ToList();
        return (mentions, edited) switch
        {
            (null, null) => null,
            (not null, null) => new { mentions },
            (null, not null) => new { edited },
            (not null, not null) => new { mentions, edited },
        };
    }

    /// <summary>For each @ the people whose name follows it; the longest name wins, and several may share it.</summary>
    private static IEnumerable<IReadOnlyList<Person>> Named(string text, IReadOnlyList<Person> people)
    {
        var longestFirst = people.Where(person => person.Name.Length > 0).GroupBy(person => person.Name, StringComparer.OrdinalIgnoreCase).OrderByDescending(same => same.Key.Length).ToList();
        for (var at = text.IndexOfAny(['@', '＠']); at >= 0; at = text.IndexOfAny(['@', '＠'], at + 1))
        {
            // ada@example.com names nobody; 请@小明 does.
            var isFree = at == 0 || !IsPlain(text[at - 1]);
            if (isFree && longestFirst.Find(same => StandsAt(text, at + 1, same.Key)) is { } found)
            {
                yield return [.. found];
            }
        }
    }

    private static bool StandsAt(string text, int start, string name)
    {
        var end = start + name.Length;
        return string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
            && end <= text.Length
            && (end == text.Length || !IsPlain(name[^1]) || !IsPlain(text[end]) || text[end] is '.' or '-' or '_');
    }

    /// <summary>A letter or digit of a language that sets its words apart, or what joins the parts of an address.</summary>
    private static bool IsPlain(char sign) => !Signs.Contains(sign, StringComparison.Ordinal) && (sign is '.' or '-' or '_' || (sign < 0x2E80 && char.IsLetterOrDigit(sign)));
}
