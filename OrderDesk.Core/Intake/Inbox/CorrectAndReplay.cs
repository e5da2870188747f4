using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Intake.Imports;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Inbox;

/// <summary>Somebody corrects what was sent and sends it again: it is taken like any other order, or kept with what is still wrong.</summary>
public sealed class CorrectAndReplay(Desk desk, IOptions<CompanyOptions> company)
{
    /// <param name="Id">The item.</param>
    /// <param name="Payload">What was sent, corrected; of the same form.</param>
    /// <param name="SeenVersion">The version on the person's screen.</param>
    public sealed record Command(InboxItemId Id, string Payload, int SeenVersion);

    /// <summary>The order it became; wrong fields are named, and what was typed is kept.</summary>
    public async Task<Result<OrderAnswer>> RunAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (!actor.Can(IntakePermissions.Correct))
        {
            return Error.Forbidden("intake.correct-forbidden");
        }

        if (command.Payload.Length > InboxItem.PayloadMaxLength)
        {
            return Error.Invalid("shared.too-long", InboxItem.PayloadMaxLength);
        }

        Error? wrong = null;
        var taken = await desk.WriteAsync<OrderAnswer?>(actor, async write =>
        {
            wrong = null;
            if (await write.Db.InboxItems.FirstOrDefaultAsync(i => i.Id == command.Id, ct) is not { } item)
            {
                return Error.NotFound("intake.item-not-found");
            }

            if (write.Stale(item, command.SeenVersion) is { } stale)
            {
                return stale;
            }

            var read = Read(item.Profile, command.Payload, ct);
            if (!read.IsOk)
            {
                wrong = read.Error;
                return item.Correct(command.Payload, InboxProblems.Write(wrong)) is { IsOk: false } closed ? closed.Error : new Result<OrderAnswer?>(null, null);
            }

            var order = await IntakeBook.TakeAsync(write, item.ChannelId, read.Value, null, null, company.Value, ct);
            var no = order.Error ?? item.Correct(command.Payload, "[]").Error ?? item.Replayed(new OrderId(order.Value!.Answer.Id), write.Now).Error;
            return no is null ? order.Value!.Answer : no;
        }, ct);
        return (taken.Error ?? wrong) is { } no ? no : taken.Value!;
    }

    /// <summary>The order of a payload: JSON as of the API, or the rows of one order of a file.</summary>
    internal static Result<Incoming> Read(string? profile, string payload, CancellationToken ct) =>
        profile is null ? OrderReader.Read(Encoding.UTF8.GetBytes(payload)) : ReadRows(profile, payload, ct);

    private static Result<Incoming> ReadRows(string profileName, string payload, CancellationToken ct)
    {
        var profile = ImportProfiles.Find(profileName);
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(payload));
        var opened = profile.IsOk ? OrderFile.Open(sent, ImportLimits.Upload) : profile.Error;
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        using var file = opened.Value;
        var survey = file.Survey(profile.Value!, ct);
        if (!survey.IsOk)
        {
            return survey.Error;
        }

        var groups = file.Groups(survey.Value, 0, ct).Where(g => g.Order is not null || g.Rejected.Count > 0).ToList();
        if (groups is not [var group])
        {
            return Error.Invalid("intake.not-one-order", groups.Count);
        }

        if (group.Rejected.Count > 0)
        {
            return Error.Invalid("intake.wrong-fields", group.Rejected.Count) with
            {
                Fields = [.. group.Rejected.Select(r => new FieldError(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{r.Line}"), r.Reason.Code, r.Reason.Args))],
            };
        }

        var (incoming, wrongSku) = ImportedMapping.ToIncoming(group.Order!);
        return incoming is null ? Error.Invalid("intake.row.cannot-be-fulfilled", wrongSku ?? "") : incoming;
    }
}
