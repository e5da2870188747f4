using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Orders;
using OrderDesk.Web.Parts;

namespace OrderDesk.Web.Features.Review;

/// <summary>What happened to an order, as sentences.</summary>
public sealed class EventWords(IStringLocalizer<ReviewWords> words, IStringLocalizer<StateWords> states, Phrases phrases)
{
    /// <summary>One entry of the timeline as it is shown, holds by what the company calls them.</summary>
    public TimelineEntry Of(OrderTimeline.Row row, DeskClock clock, HoldBook book)
    {
        using var json = row.Data is null ? null : JsonDocument.Parse(row.Data);
        var data = json?.RootElement ?? default;
        var (text, icon, tone) = row.Code switch
        {
            "order.taken" => (words["event.taken"].Value, "log-in", Tone.Neutral),
            "order.recorded" => (words["event.recorded", states.Word(row.To ?? OrderStatus.Completed)].Value, "history", Tone.Neutral),
            "order.recorded-again" => (RecordedAgain(data), "history", Tone.Neutral),
            "order.held" => (words["event.held", Hold(data, book), Reason(data, clock)].Value, "circle-pause", Tone.Warn),
            "order.hold-resolved" => (Resolved(data, clock, book), "check-check", Tone.Good),
            "order.hold-expired" => (words["event.hold-expired." + (Text(data, "end") is { Length: > 0 } end ? end : nameof(HoldEnd.Release)), Hold(data, book), Reason(data, clock)].Value, "timer", Tone.Warn),
            "order.hold-released" => (words["event.hold-released", Hold(data, book)].Value, "circle-check", Tone.Good),
            "order.moved" => (Moved(row, data), Icon(row.To), row.To is OrderStatus.ReadyToFulfil ? Tone.Good : row.To is OrderStatus.Cancelled ? Tone.Bad : Tone.Neutral),
            "order.note" => (words[Text(data, "edited").Length > 0 ? "event.note-edited" : "event.note"].Value, "sticky-note", Tone.Info),
            "order.asked" => (words["event.asked", words["way." + Text(data, "by")].Value, Until(data, clock)].Value, "message-square", Tone.Info),
            "order.contact-corrected" => (words["event.contact-corrected", Changed(data)].Value, "pencil", Tone.Neutral),
            "order.payment-recorded" => (words["event.payment-recorded", State<PaymentStatus>(Text(data, "before")), State<PaymentStatus>(Text(data, "after"))].Value, "credit-card", Tone.Neutral),
            "order.tagged" => (words["event.tagged", Text(data, "tags")].Value, "tag", Tone.Neutral),
            "order.routed" => (words["event.routed", Text(data, "queue")].Value, "split", Tone.Neutral),
            "order.needs-two" => (words["event.needs-two"].Value, "users", Tone.Warn),
            "order.lines-edited" => (LinesEdited(data), "pencil", Tone.Neutral),
            "order.substituted" => (Joined(words["event.substituted", Number(data, "units"), Text(data, "sku"), Number(data, "insteadUnits"), Text(data, "instead"), Text(data, "who"), words["consent." + Text(data, "way")].Value, Until(data, clock)].Value, Owed(data)), "refresh-cw", Tone.Neutral),
            "order.split" => (words["event.split", Text(data, "after"), Text(data, "other"), Text(data, "to")].Value, "split", Tone.Neutral),
            "order.split-off" => (words["event.split-off", Text(data, "from")].Value, "split", Tone.Neutral),
            "order.backordered" => (words["event.backordered", Until(data, clock), words["way." + Text(data, "by")].Value].Value, "calendar", Tone.Info),
            "order.waited-longer" => (words["event.waited-longer", Until(data, clock)].Value, "hourglass", Tone.Neutral),
            "order.cancel-asked" => (words["event.cancel-asked"].Value, "circle-slash", Tone.Warn),
            "order.cancel-refused" => (words["event.cancel-refused"].Value, "package", Tone.Neutral),
            "review.taken-over" => (words["event.taken-over", Text(data, "from")].Value, "hand", Tone.Warn),
            "review.handed-over" => (words["event.handed-over", Text(data, "from")].Value, "users", Tone.Neutral),
            "order.twin-cancelled" => (words["event.twin-cancelled", Text(data, "other")].Value, "refresh-cw", Tone.Info),
            "review.handed-to" => (words[Text(data, "from") is { Length: > 0 } ? "event.handed-on" : "event.handed-to", Text(data, "to"), Text(data, "from")].Value, "users", Tone.Neutral),
            "review.escalated" => (words["event.escalated"].Value, "flag", Tone.Warn),
            "review.awaits-payment" => (words["event.awaits-payment", Until(data, clock)].Value, "hourglass", Tone.Neutral),
            "review.called" => (words["event.called." + (Text(data, "outcome") is { Length: > 0 } outcome ? outcome : nameof(Core.Review.CallOutcome.Spoken))].Value, "phone", Tone.Info),
            "review.snoozed" => (words["event.snoozed", Until(data, clock)].Value, "timer", Tone.Neutral),
            "review.in-bulk" => (words["event.in-bulk", Number(data, "run"), Number(data, "orders")].Value, "list-checks", Tone.Neutral),
            "review.by-macro" => (words["event.by-macro", Text(data, "macro"), Number(data, "steps")].Value, "layers", Tone.Neutral),
            "order.tag-added" => (words["event.tag-added", Text(data, "tag")].Value, "tag", Tone.Neutral),
            "review.first-yes" => (words["event.first-yes"].Value, "users", Tone.Good),
            "order.decision-undone" => (words["event.undone"].Value, "undo-2", Tone.Neutral),
            "order.reserved" => (words["event.reserved"].Value, "bookmark", Tone.Neutral),
            "order.unreserved" => (words["event.unreserved"].Value, "undo-2", Tone.Neutral),
            _ => (words["event.other", row.Code].Value, "circle-dot", Tone.Neutral),
        };
        return new TimelineEntry(row.Number, row.Code, row.At, Who(row), text, icon, tone, row.Note, Named(data));
    }

    /// <summary>Who did it: a person by name, a part of the desk in the reader's language.</summary>
    public string Who(OrderTimeline.Row row) => row.ActorId == default && words["actor." + row.ActorName] is { ResourceNotFound: false } part ? part.Value : row.ActorName;

    private string Resolved(JsonElement data, DeskClock clock, HoldBook book) => Text(data, "because") is { Length: > 0 } cause && words["because." + cause] is { ResourceNotFound: false } why
        ? words["event.hold-flipped", Hold(data, book), Reason(data, clock), why.Value].Value
        : words["event.hold-resolved", Hold(data, book)].Value;

    private static IReadOnlyList<string> Named(JsonElement data) => data.ValueKind is JsonValueKind.Object && data.TryGetProperty("mentions", out var mentions)
        ? [.. mentions.EnumerateArray().Select(mention => Text(mention, "name")).Distinct()]
        : [];

    private string Moved(OrderTimeline.Row row, JsonElement data)
    {
        if (row.To is OrderStatus.Cancelled)
        {
            return Text(data, "refund") is nameof(Core.Review.RefundInstruction.Full) ? words["event.cancelled-refund"].Value : words["event.cancelled"].Value;
        }

        return row.From is { } from ? words["event.moved", states.Word(from), states.Word(row.To!.Value)].Value : words["event.began", states.Word(row.To!.Value)].Value;
    }

    private string RecordedAgain(JsonElement data) => (Text(data, "before"), Text(data, "after")) is var (before, after) && before == after
        ? words["event.recorded-again"].Value
        : words["event.recorded-again-total", before, after].Value;

    private string LinesEdited(JsonElement data)
    {
        var lines = data.ValueKind is JsonValueKind.Object && data.TryGetProperty("lines", out var changed)
            ? string.Join(words["comma"], changed.EnumerateArray().Select(line => words["event.line-change", Text(line, "sku"), Number(line, "from"), Number(line, "to")].Value))
            : "";
        return Joined(words["event.lines-edited", lines, Text(data, "before"), Text(data, "after")].Value, Owed(data));
    }

    private string? Owed(JsonElement data) => Number(data, "difference") is var minor && minor == 0
        ? null
        : words[minor < 0 ? "event.to-refund" : "event.to-collect", new Core.Shared.Money(Math.Abs(minor), Text(data, "currency")).ToString()].Value;

    private string Joined(string one, string? other) => other is null ? one : one + words["comma"].Value + other;

    private static long Number(JsonElement data, string name) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;

    private string Hold(JsonElement data, HoldBook book) => Text(data, "type") is var name && Enum.TryParse<HoldType>(name, out var type) ? states.Called(type, book) : name;

    private string Reason(JsonElement data, DeskClock clock) =>
        phrases.Hold(Text(data, "reason"), data.ValueKind is JsonValueKind.Object && data.TryGetProperty("args", out var args) ? args.GetRawText() : "[]", clock);

    private string Changed(JsonElement data) => data.ValueKind is JsonValueKind.Object && data.TryGetProperty("changed", out var changed)
        ? string.Join(words["comma"], changed.EnumerateArray().Select(field => words["changed." + field.GetString()].Value))
        : "";

    private static string Until(JsonElement data, DeskClock clock) =>
        DateTime.TryParse(Text(data, "until"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until) ? clock.Stamp(until) : "";

    private string State<T>(string name) where T : struct, Enum => Enum.TryParse<T>(name, out var state) ? states.Word(state) : name;

    private static string Text(JsonElement data, string name) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static string Icon(OrderStatus? status) => status switch
    {
        OrderStatus.ReadyToFulfil => "circle-check",
        OrderStatus.OnHold => "circle-pause",
        OrderStatus.Cancelled => "circle-slash",
        OrderStatus.Fulfilling => "package-open",
        OrderStatus.Shipped => "truck",
        OrderStatus.Delivered => "package-check",
        OrderStatus.Completed => "check-check",
        OrderStatus.AwaitingPayment => "hourglass",
        OrderStatus.Verifying or null => "arrow-right",
    };
}
