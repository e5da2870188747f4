using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>What a person writes on a timeline, and which part of it they look at, as the person in front of the page at that moment.</summary>
internal sealed class CaseNotes(AddNote add, EditNote edit, KeepDraft drafts, OrderTimeline timeline, CurrentStaff staff)
{
    public async Task<Result> AddAsync(CaseScreen screen, IReadOnlyList<NoteFileId> files, CancellationToken ct) =>
        await add.RunAsync(await staff.GetAsync(), new AddNote.Command(screen.Sheet.Id, screen.Draft, files), ct);

    public async Task<Result> EditAsync(CaseScreen screen, OrderTimeline.Row note, string text, CancellationToken ct) =>
        await edit.RunAsync(await staff.GetAsync(), new EditNote.Command(screen.Sheet.Id, note.Number, note.Note ?? "", text), ct);

    public async Task<Result> KeepAsync(CaseScreen screen, string? text, CancellationToken ct) =>
        await drafts.RunAsync(await staff.GetAsync(), new KeepDraft.Command(KeepDraft.OrderNote, screen.Sheet.Id.Value, text), ct);

    /// <summary>The next older page of what is shown.</summary>
    public async Task<Func<CaseScreen, CaseScreen>> OlderAsync(CaseScreen screen, CancellationToken ct)
    {
        var last = screen.Shown.Count > 0 ? screen.Shown[^1].Number : 0;
        var older = (await timeline.ReadAsync(screen.Me, screen.Sheet.Id, last, ct, screen.Filter?.Kind)).Value ?? new([], false);
        return now => now.Filter is { } filter
            ? now with { Filter = filter with { Rows = [.. filter.Rows, .. older.Rows.Where(row => row.Number < filter.Rows[^1].Number)], More = older.More } }
            : now with { Events = [.. now.Events, .. older.Rows.Where(row => row.Number < now.Events[^1].Number)], HasOlder = older.More };
    }

    /// <summary>The timeline as the address asks for it: only one kind of entries, or opened as far as one entry that may be old.</summary>
    public async Task<CaseScreen> LookAsync(CaseScreen screen, TimelineKind? kind, int? entry, CancellationToken ct)
    {
        if (kind is { } only)
        {
            var rows = Math.Max(screen.Filter?.Kind == only ? screen.Filter.Rows.Count : 0, OrderTimeline.PageSize);
            var read = (await timeline.ReadAsync(screen.Me, screen.Sheet.Id, null, ct, only, rows > OrderTimeline.PageSize ? screen.Filter!.Rows[^1].Number : null)).Value ?? new([], false);
            return screen with { Filter = new(only, read.Rows, read.More), Target = entry };
        }

        if (entry is { } wanted && screen is { HasOlder: true, Events.Count: > 0 } && screen.Events[^1].Number > wanted)
        {
            var older = (await timeline.ReadAsync(screen.Me, screen.Sheet.Id, screen.Events[^1].Number, ct, null, wanted)).Value ?? new([], false);
            screen = screen with { Events = [.. screen.Events, .. older.Rows], HasOlder = older.More };
        }

        return screen with { Filter = null, Target = entry };
    }
}
