using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Access;
using OrderDesk.Core.Intake.Inbox;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Core.Verification;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Access;

/// <summary>Puts the lines of the trail into the words of the person who reads them: names of properties, and values by what they are. What nobody knows is shown as it is kept.</summary>
public sealed class AuditSpeech(IStringLocalizer<AuditWords> names, IStringLocalizer<AccessWords> words, IStringLocalizer<StateWords> states, IStringLocalizer<Messages> codes)
{
    /// <summary>What details written by hand are, where their looks do not say it.</summary>
    private static readonly Dictionary<string, Type> ByHand = new(StringComparer.Ordinal) { ["Roles"] = typeof(StaffRoles), ["Actor"] = typeof(StaffId) };

    /// <summary>Whose names are known.</summary>
    public IReadOnlyList<AuditPeople.Row> People { get; set; } = [];

    /// <summary>The word of a property or detail of a kind of row.</summary>
    public string Name(string kind, string name)
    {
        var key = name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
        return names[$"field.{kind}.{key}"] is { ResourceNotFound: false } own ? own.Value
            : names[$"field.{key}"] is { ResourceNotFound: false } known ? known.Value
            : name;
    }

    /// <summary>A value before or after.</summary>
    public AuditSaid Value(AuditLines.Row row, AuditLines.Difference one, bool before) => (before ? one.Before : one.After) switch
    {
        null or "" => AuditSaid.Nothing,
        var text => Amount(row, one.Name, text, before) ?? OfType(one.Type ?? ByHand.GetValueOrDefault(one.Name), text) ?? OfName(one.Name, text) ?? new AuditSaid(text),
    };

    /// <summary>The row a line is about.</summary>
    public AuditSaid Subject(string kind, long id) => kind switch
    {
        "order" => Order(id),
        "case" => new AuditSaid($"{words.Kind(kind)} {new OrderId(id).Number}") { Href = Links.ReviewOf(new OrderId(id).Number) },
        "hold" => new AuditSaid($"{words.Kind(kind)} {states.Word((HoldType)id)}") { Href = Links.Holds },
        "bulk" => new AuditSaid($"{words.Kind(kind)} {Plain(id)}") { Href = Links.Bulk(id) },
        "import" => new AuditSaid($"{words.Kind(kind)} {Plain(id)}") { Href = Links.Import(id) },
        "staff" when Person(id) is { } name => new AuditSaid(name),
        _ => id == 0 ? AuditSaid.Nothing : new AuditSaid($"{words.Kind(kind)} {Plain(id)}"),
    };

    private static AuditSaid? Amount(AuditLines.Row row, string name, string text, bool before)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return (AuditAmounts.IsMinor(name), AuditAmounts.IsPrice(name), row.CurrencyOf(name, before)) switch
        {
            (true, _, { } currency) => new AuditSaid(text) { Amount = new Money(number, currency) },
            (_, true, { } currency) => Price(Money.FromPrice(number), currency),
            (_, true, null) => new AuditSaid(Exact(Money.FromPrice(number))),
            _ => name.EndsWith("Exact", StringComparison.Ordinal) ? new AuditSaid(Exact(Money.FromPrice(number))) : null,
        };
    }

    /// <summary>A price may be finer than its currency.</summary>
    private static AuditSaid Price(decimal price, string currency)
    {
        var money = new Money(Money.ToMinor(price, currency), currency);
        return money.Major == price ? new AuditSaid("") { Amount = money } : new AuditSaid($"{currency} {Exact(price)}");
    }

    private static string Exact(decimal major) => major.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    private AuditSaid? OfType(Type? type, string text)
    {
        if (type == typeof(bool))
        {
            return new AuditSaid(names[text == "true" ? "yes" : "no"]);
        }

        if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
        {
            return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? new AuditSaid("") { At = at } : null;
        }

        return type is { IsEnum: true } ? new AuditSaid(string.Join(codes["term.separator"], text.Split(", ").Select(state => Word(type, state))))
            : !long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? null
            : type == typeof(OrderId) ? Order(number)
            : type == typeof(StaffId) ? Staff(number)
            : null;
    }

    private AuditSaid? OfName(string name, string text) => name switch
    {
        "Action" => new AuditSaid(text is [.. var kind, '.'] ? words["audit.all-of", words.Kind(kind)] : words.Action(text)),
        "Subject" or "PartOf" when text.Split(' ') is [var kind, var id] && long.TryParse(id, CultureInfo.InvariantCulture, out var number) => Subject(kind, number),
        "Subject" => new AuditSaid(words.Kind(text)),
        "BusinessDay" when DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            new AuditSaid(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        "Problems" => Problems(text),
        "Error" or "FailureCode" when codes[text] is { ResourceNotFound: false } => new AuditSaid(HoldWords.Of(new Phrase(text, []), (code, args) => codes[code, args].Value)),
        "Tally" or "FailureArgs" when text is "{}" or "[]" => AuditSaid.Nothing,
        [.., 'V', 'a', 'l', 'u', 'e'] when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var worth) => new AuditSaid(Exact(worth)),
        _ => null,
    };

    private AuditSaid? Problems(string text)
    {
        try
        {
            return InboxProblems.Read(text) is { Count: > 0 } wrong ? new AuditSaid(string.Join(' ', wrong.Select(one => FieldWords.Of(one, codes)))) : AuditSaid.Nothing;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Word(Type type, string state) => states[$"{type.Name}.{state}"] is { ResourceNotFound: false } known ? known.Value : state;

    private AuditSaid Staff(long id) => new(id == 0 ? words["audit.system"] : Person(id) ?? Plain(id));

    private string? Person(long id) => People.FirstOrDefault(person => person.Id.Value == id)?.Name;

    private static AuditSaid Order(long id) => new(new OrderId(id).Number) { Href = Links.Order(new OrderId(id).Number) };

    private static string Plain(long id) => id.ToString(CultureInfo.InvariantCulture);
}
