using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake;

/// <summary>A channel sends an order: it is taken whole and once, and what cannot be taken is kept in the intake inbox.</summary>
public sealed class TakeOrder(Desk desk, IOptions<CompanyOptions> company)
{
    /// <summary>Open inbox items of one channel after which more of the same are refused without being kept.</summary>
    public const int MostOpenItems = 10_000;

    /// <param name="ChannelId">The channel that sends.</param>
    /// <param name="Body">UTF-8 JSON as of <see cref="OrderReader"/>.</param>
    /// <param name="IdempotencyKey">The sender's key, or null.</param>
    public sealed record Command(ChannelId ChannelId, ReadOnlyMemory<byte> Body, string? IdempotencyKey);

    /// <summary>Takes the order, or answers as the first time.</summary>
    public async Task<Result<IntakeBook.Taken>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Take))
        {
            return Error.Forbidden("intake.take-forbidden");
        }

        if (command.IdempotencyKey is { } key && (key.Length is 0 or > IntakeReceipt.KeyMaxLength || key.Any(char.IsControl)))
        {
            return Error.Invalid("intake.bad-idempotency-key", IntakeReceipt.KeyMaxLength) with { Fields = [new FieldError("Idempotency-Key", "intake.bad-idempotency-key", IntakeReceipt.KeyMaxLength)] };
        }

        var read = OrderReader.Read(command.Body);
        if (!read.IsOk)
        {
            await KeepAsync(actor, command, read.Error, ct);
            return read.Error;
        }

        return await desk.WriteAsync(actor, write => IntakeBook.TakeAsync(write, command.ChannelId, read.Value, command.IdempotencyKey, null, company.Value, ct), ct);
    }

    /// <summary>Nothing is dropped: the raw payload waits in the inbox for a person; the same once more only counts.</summary>
    private async Task KeepAsync(Actor actor, Command command, Error error, CancellationToken ct)
    {
        var hash = Secret.Hash(command.Body.Span);
        var problems = JsonSerializer.Serialize(error.Fields.Count > 0 ? error.Fields : [new FieldError("", error.Code, error.Args)]);
        await desk.WriteAsync(actor, async write =>
        {
            await InboxBook.KeepAsync(write, command.ChannelId, hash, () => InboxItem.Keep(
                write.NewId<InboxItemId>(), command.ChannelId, InboxSource.Api, ExternalIdOf(command.Body), Encoding.UTF8.GetString(command.Body.Span), hash, problems, write.Now), ct);
            return Result.Ok;
        }, ct);
    }

    private static string? ExternalIdOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("externalId", out var id) && id.ValueKind is JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= Order.ExternalIdMaxLength } text ? text : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
