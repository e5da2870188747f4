using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using OrderDesk.Core.Access;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>What the audit trail is asked for, as it stands in the address.</summary>
public sealed record AuditListState
{
    /// <summary>Who acted; 0 is the system and the channels.</summary>
    public long? Person { get; init; }

    /// <summary>What was done, or the beginning of it up to a dot.</summary>
    public string? Action { get; init; }

    /// <summary>The row it was done to, as it was typed: OD-1000123, product 17, the same in the person's language, or product.</summary>
    public string? Subject { get; init; }

    /// <summary>The first day, in the zone of the person who looks.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The cursor of the page.</summary>
    public string? After { get; init; }

    /// <summary>Whether the page lies before the cursor.</summary>
    public bool Back { get; init; }

    /// <summary>Whether anything narrows the trail.</summary>
    public bool IsNarrowed => (Person, Action, Subject, From, To) is not (null, null, null, null, null);

    /// <summary>The same question from its first page.</summary>
    public AuditListState FromStart => this with { After = null, Back = false };

    /// <summary>A day as it stands in an address.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The address of this page.</summary>
    public string ToUrl() => QueryHelpers.AddQueryString(Links.Audit, new Dictionary<string, string?>
    {
        ["person"] = Person?.ToString(CultureInfo.InvariantCulture),
        ["action"] = Action,
        ["subject"] = Subject,
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["after"] = After,
        ["back"] = Back && After is not null ? "1" : null,
    }.Where(part => part.Value is not null).ToDictionary());

    /// <summary>What the trail is asked for; a subject that cannot be read matches nothing.</summary>
    /// <param name="zone">The zone whose days are meant.</param>
    /// <param name="kindOf">The kind of row that a word of the person's language stands for, or null.</param>
    public AuditLines.Filter Filter(TimeZoneInfo zone, Func<string, string?>? kindOf = null)
    {
        var (kind, id) = Subject is null ? (null, null) : SubjectOf(Subject, kindOf);
        var until = To is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : (DateOnly?)null;
        return new AuditLines.Filter(Person is { } person ? new StaffId(person) : null, Action, kind, id, Start(From, zone), Start(until, zone));
    }

    private static (string? Kind, long? Id) SubjectOf(string typed, Func<string, string?>? kindOf)
    {
        // A Chinese keyboard types wide digits and spaces.
        var text = typed.Normalize(NormalizationForm.FormKC).Trim();
        if (OrderId.Parse(text) is { } order)
        {
            return ("order", order.Value);
        }

        var word = text.TrimEnd([.. "0123456789"]);
        long? id = long.TryParse(text.AsSpan(word.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        word = word.Trim();
        return (kindOf?.Invoke(word) ?? word, id);
    }

    private static DateTime? Start(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } asked)
        {
            return null;
        }

        var midnight = asked.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        // A zone that skips midnight begins that day an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
