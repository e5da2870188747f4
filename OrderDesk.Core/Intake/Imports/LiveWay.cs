using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake.Files;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Imports;

/// <summary>Mode live: every order runs through the pipeline as if its channel had sent it; what cannot be taken waits in the intake inbox.</summary>
internal sealed class LiveWay(ImportRunId run, ChannelId channel, FileSurvey survey, IReadOnlyList<string> header, CompanyOptions company) : ImportWay
{
    /// <summary>Rows of every kind that a usual order leaves behind, so that a transaction of many does not run dry; the desk refills what is more.</summary>
    public override IEnumerable<(string Name, int Count)> Wanted(IReadOnlyList<ImportGroup> groups)
    {
        var lines = groups.Sum(g => g.Order?.Lines.Count ?? 0);
        return
        [
            (nameof(OrderId), groups.Count), (nameof(OrderLineId), lines), (nameof(CustomerId), groups.Count), (nameof(OrderEventId), 4 * groups.Count), (nameof(AuditEntryId), 4 * groups.Count),
            (nameof(OutboxMessageId), 4 * groups.Count),
        ];
    }

    /// <inheritdoc/>
    public override int FirstRows => 1;

    /// <inheritdoc/>
    public override Task RehearseAsync(OrderDeskDb db, IReadOnlyList<ImportGroup> groups, CancellationToken ct) => Shelf.ReadAsync(db, channel, groups, ct);

    /// <inheritdoc/>
    public override async Task<Result<BatchDone>> TakeAsync(Write write, IReadOnlyList<ImportGroup> groups, CancellationToken ct)
    {
        var shelf = await Shelf.ReadAsync(write.Db, channel, groups, ct);
        var done = new List<GroupDone>(groups.Count);
        var met = 0;
        void Count(object? sender, EntityTrackedEventArgs e) => met += !e.FromQuery && e.Entry.Entity is Customer ? 1 : 0;
        write.Db.ChangeTracker.Tracked += Count;
        try
        {
            foreach (var group in groups)
            {
                var result = await TakeAsync(write, group, shelf, ct);
                if (!result.IsOk)
                {
                    return result.Error;
                }

                done.Add(result.Value);
                await write.SaveAsync(ct);
            }
        }
        finally
        {
            write.Db.ChangeTracker.Tracked -= Count;
        }

        var refunds = done.Where(d => d.Group.Refund is not null && d.Outcome is GroupOutcome.Imported or GroupOutcome.Updated).Select(d => d.Group).ToList();
        await RecordRefundsAsync(write, refunds, shelf, ct);
        return new BatchDone(done, met, 0);
    }

    /// <inheritdoc/>
    public override async Task<Result<BatchDone>> RefuseAsync(Write write, ImportGroup group, Error why, CancellationToken ct)
    {
        var incoming = group.Order is { } order ? ImportedMapping.ToIncoming(order).Order : null;
        await KeepAsync(write, group, incoming is null ? RawRows(group) : ApiText.Of(incoming), incoming is null ? survey.Profile.Name : null, [new FieldError("", why.Code, why.Args)], ct);
        return new BatchDone([new GroupDone(group, GroupOutcome.Refused, new RowReason(why.Code, why.Args))], 0, 0);
    }

    private async Task<Result<GroupDone>> TakeAsync(Write write, ImportGroup group, Shelf shelf, CancellationToken ct)
    {
        if (group.Order is not { } order)
        {
            if (group.Rejected.Count > 0)
            {
                await KeepAsync(write, group, RawRows(group), survey.Profile.Name, [.. group.Rejected.Select(r => new FieldError(string.Create(CultureInfo.InvariantCulture, $"{r.Line}"), r.Reason.Code, r.Reason.Args))], ct);
            }

            return group.Refund is null ? new GroupDone(group, GroupOutcome.Imported) : shelf.InRecords(group);
        }

        if (shelf.Says(group))
        {
            return new GroupDone(group, GroupOutcome.Unchanged);
        }

        var (incoming, wrongSku) = ImportedMapping.ToIncoming(order);
        if (incoming is null)
        {
            var reason = RowReason.CannotBeFulfilled(wrongSku ?? "");
            await KeepAsync(write, group, RawRows(group), survey.Profile.Name, [new FieldError("", reason.Code, reason.Args)], ct);
            return new GroupDone(group, GroupOutcome.Refused, reason);
        }

        if (shelf.Order(group) is { } kept)
        {
            var reason = RowReason.OtherContent(kept.Id.Number);
            await KeepAsync(write, group, ApiText.Of(incoming), null, [new FieldError("", reason.Code, reason.Args)], ct);
            return new GroupDone(group, GroupOutcome.Refused, reason);
        }

        var taken = await IntakeBook.TakeAsync(write, channel, incoming, null, run, company, ct);
        return taken.IsOk ? new GroupDone(group, taken.Value.Already ? GroupOutcome.Unchanged : GroupOutcome.Imported) : taken.Error;
    }

    private async Task RecordRefundsAsync(Write write, List<ImportGroup> groups, Shelf shelf, CancellationToken ct)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var bulk = new BulkWriter(write);
        var buyers = groups.ToDictionary(g => g, g => ImportedMapping.ToBuyer(g.Refund!.Customer, g.Refund.Address));
        var roll = await CustomerRoll.ReadAsync(write.Db, channel, [.. buyers.Values.Where(b => !b.IsGuest)], toKeep: true, ct);
        var customers = groups.ToDictionary(g => g, g => roll.Find(buyers[g], write.NewId<CustomerId>, write.Now)?.Id);
        await bulk.InsertAsync(roll.Met, ct);
        foreach (var group in groups.Where(g => shelf.Refund(g) is not null))
        {
            await RecordChange.ApplyAsync(bulk, shelf, group, null, run, ct);
        }

        await RecordChange.AddRefundsAsync(bulk, groups, shelf, channel, g => customers[g], company, ct);
    }

    /// <summary>Nothing is dropped: a person corrects and replays it, or puts it away with a reason; the same once more only counts.</summary>
    private Task KeepAsync(Write write, ImportGroup group, string payload, string? profile, IReadOnlyList<FieldError> problems, CancellationToken ct)
    {
        var hash = Secret.Hash(payload);
        var number = group.Key.Length <= Order.ExternalIdMaxLength ? group.Key : null;
        return InboxBook.KeepAsync(write, channel, hash, () => InboxItem.Keep(
            write.NewId<InboxItemId>(), channel, InboxSource.Import, number, payload, hash, JsonSerializer.Serialize(problems), write.Now, profile), ct);
    }

    /// <summary>The header and the rows as they stand in the file.</summary>
    private string RawRows(ImportGroup group)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true))
        {
            var rows = group.Taken.Concat(group.Skipped.Select(s => s.Row)).Concat(group.Rejected.Select(r => r.Row)).OrderBy(r => r.Ordinal).Select(r => r.Fields);
            foreach (var fields in rows.Prepend(header))
            {
                foreach (var field in fields)
                {
                    csv.WriteField(field);
                }

                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}

/// <summary>An order as the API would send it.</summary>
internal static class ApiText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body of the request.</summary>
    public static string Of(Incoming order) => JsonSerializer.Serialize(order, Options);
}
