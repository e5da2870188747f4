using Microsoft.EntityFrameworkCore;
using OrderDesk.Core.Data;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Orders;

/// <summary>Keeps what a person types before it is sent, so that a lost connection or a killed server loses nothing.</summary>
public sealed class KeepDraft(Desk desk, IDbContextFactory<OrderDeskDb> contexts)
{
    /// <summary>The note box of the order page.</summary>
    public const string OrderNote = "order-note";

    /// <summary>Why an order is rejected.</summary>
    public const string Reject = "order-reject";

    /// <summary>What a customer is asked.</summary>
    public const string Ask = "order-ask";

    /// <summary>Why a case is passed on.</summary>
    public const string Escalate = "order-escalate";

    /// <summary>Why a case is taken over.</summary>
    public const string TakeOver = "order-take-over";

    /// <summary>Why a case is put off.</summary>
    public const string Snooze = "order-snooze";

    /// <summary>What was said on the telephone.</summary>
    public const string Call = "order-call";

    /// <summary>What a customer was told of a promised date.</summary>
    public const string Backorder = "order-backorder";

    /// <summary>How a customer agreed to another article.</summary>
    public const string Substitute = "order-substitute";

    /// <summary>What the warehouse answers to whoever asked it to stop an order.</summary>
    public const string AnswerCancel = "order-answer-cancel";

    /// <summary>What is changed on an order.</summary>
    public const string Edit = "order-edit";

    /// <summary>What happened to the money.</summary>
    public const string Pay = "order-pay";

    /// <summary>A note that its writer mends; one for each entry of a timeline.</summary>
    public const string MendNote = "note-mend";

    /// <summary>What the next shift should know; one for each person.</summary>
    public const string Handover = "handover";

    private static readonly string[] Boxes = [OrderNote, Reject, Ask, Escalate, TakeOver, Snooze, Call, Backorder, Substitute, AnswerCancel, Edit, Pay, MendNote, Handover];

    private const string Choices = ".choices";

    /// <summary>Where the choices beside the words of a box are kept.</summary>
    public static string ChoicesOf(string box) => box + Choices;

    /// <param name="Box">Which box, such as <see cref="OrderNote"/>.</param>
    /// <param name="Key">The row it is typed on.</param>
    /// <param name="Text">What is typed; empty forgets the draft.</param>
    public sealed record Command(string Box, long Key, string? Text);

    /// <summary>Keeps or forgets the draft.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        if (command.Text?.Length > Draft.TextMaxLength || !Boxes.Contains(command.Box.EndsWith(Choices, StringComparison.Ordinal) ? command.Box[..^Choices.Length] : command.Box))
        {
            return Error.Invalid("orders.note-too-long", Draft.TextMaxLength);
        }

        return await desk.WriteAsync(actor, async write =>
        {
            write.Db.Drafts.RemoveRange(await write.Db.Drafts.Where(d => d.StaffId == actor.Id && d.Box == command.Box && d.Key == command.Key).ToListAsync(ct));
            if (!string.IsNullOrWhiteSpace(command.Text))
            {
                await write.SaveAsync(ct);
                write.Db.Drafts.Add(new Draft { StaffId = actor.Id, Box = command.Box, Key = command.Key, Text = command.Text, UpdatedAt = write.Now });
            }

            return Result.Ok;
        }, ct);
    }

    /// <summary>What this person had typed here, or null.</summary>
    public async Task<Result<string>> ReadAsync(Actor actor, string box, long key, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Note))
        {
            return Error.Forbidden("orders.note-forbidden");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drafts.Where(d => d.StaffId == actor.Id && d.Box == box && d.Key == key).Select(d => d.Text).SingleOrDefaultAsync(ct) ?? "";
    }
}
