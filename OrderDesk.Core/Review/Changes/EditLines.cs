using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Review;

/// <summary>A person changes what an order holds: units, lines, articles. It is priced anew, asks for its units anew and is judged anew in the same commit.</summary>
public sealed class EditLines(Desk desk)
{
    /// <summary>Units of one line from now on; 0 takes it off.</summary>
    public sealed record Units(int Line, int Quantity);

    /// <summary>An article that is added; the catalogue's price when none is given, else in major units of the order's currency.</summary>
    public sealed record Addition(string Sku, int Quantity, decimal? UnitPrice = null);

    /// <param name="OrderId">The order.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    /// <param name="Lines">Lines whose units change.</param>
    /// <param name="Added">Articles that are added.</param>
    /// <param name="Note">Why, or null.</param>
    /// <param name="Fence">The claim it is done under; null where none is asked for.</param>
    public sealed record Command(OrderId OrderId, int SeenVersion, IReadOnlyList<Units> Lines, IReadOnlyList<Addition> Added, string? Note = null, long? Fence = null)
    {
        /// <summary>Contact and address that are corrected in the same commit, or null.</summary>
        public CorrectContact.Command? Contact { get; init; }
    }

    /// <summary>Where the order stands now.</summary>
    /// <param name="Difference">What is to be collected, negative where it is to be refunded.</param>
    /// <param name="Status">Its status.</param>
    /// <param name="OpenHolds">What holds it.</param>
    public sealed record Answer(Money Difference, OrderStatus Status, HoldType OpenHolds);

    /// <summary>Changes.</summary>
    public async Task<Result<Answer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(OrdersPermissions.Amend))
        {
            return Error.Forbidden("orders.amend-forbidden");
        }

        if (command.Note?.Length > OrderEvent.NoteMaxLength)
        {
            return Error.Invalid("orders.note-too-long", OrderEvent.NoteMaxLength);
        }

        if (command.Contact is { } contact && CorrectContact.WhyNot(contact) is { } wrong)
        {
            return wrong;
        }

        return await desk.WriteAsync(actor, write => ChangeAsync(write, command, ct), ct);
    }

    private static async Task<Result<Answer>> ChangeAsync(Write write, Command command, CancellationToken ct)
    {
        var opened = await ReviewBook.OpenAsync(write, command.OrderId, command.SeenVersion, command.Fence, ct);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        var order = opened.Value.Order;
        if (command.Contact is { } contact && CorrectContact.Apply(order, contact, write) is { IsOk: false, Error: { } uncorrected })
        {
            return uncorrected;
        }

        if (command.Contact is not null && command.Lines.Count == 0 && command.Added.Count == 0)
        {
            return await write.SettleAsync(ct) is { IsOk: false } refused ? refused.Error : new Answer(new Money(0, order.Currency), order.Status, order.OpenHolds);
        }

        return await LinesAsync(write, order, command, ct);
    }

    private static async Task<Result<Answer>> LinesAsync(Write write, Order order, Command command, CancellationToken ct)
    {
        var added = new List<AddedLine>();
        foreach (var wanted in command.Added)
        {
            var article = await ChangeBook.ArticleAsync(write.Db, wanted.Sku, wanted.UnitPrice, null, order.Currency, ct);
            if (!article.IsOk)
            {
                return article.Error;
            }

            added.Add(new AddedLine(article.Value, wanted.Quantity));
        }

        ChangeBook.Drop(write, order, line => command.Lines.Any(c => c.Line == line.Number && c.Quantity == 0));
        var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
        var edited = order.EditLines([.. command.Lines.Select(c => new LineChange(c.Line, c.Quantity))], added, note, write.Actor, write.Now);
        return !edited.IsOk ? edited.Error
            : await write.SettleAsync(ct) is { IsOk: false } unsettled ? unsettled.Error
            : new Answer(new Money(edited.Value, order.Currency), order.Status, order.OpenHolds);
    }
}
