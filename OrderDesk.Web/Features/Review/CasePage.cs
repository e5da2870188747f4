using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>A page that shows one order in full: opening it claims it, activity keeps the claim, going elsewhere gives it back, and what others do is told.</summary>
public abstract partial class CasePage : DeskPage
{
    private ITimer? _claimEnds;
    private DateTime? _claimedUntil;
    private (OrderId Order, Task<Result<CaseScreen>> Read)? _ahead;

    [Inject]
    private CaseReads Reads { get; set; } = null!;

    [Inject]
    private CaseActs Acts { get; set; } = null!;

    [Inject]
    private CaseNotes Notes { get; set; } = null!;

    /// <summary>What moves.</summary>
    [Inject]
    private protected ChangeFeed Feed { get; private set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    private protected TimeProvider Time { get; private set; } = null!;

    /// <summary>The address, and the way to another one.</summary>
    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    /// <summary>Which entries of the timeline the address asks for.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    private string? TimelineKindName { get; set; }

    /// <summary>The entry of the timeline the address points at.</summary>
    [SupplyParameterFromQuery(Name = "entry")]
    private string? TimelineEntryNumber { get; set; }

    /// <summary>The order on screen, or null while none is.</summary>
    protected CaseScreen? Screen { get; private set; }

    /// <summary>Why there is none.</summary>
    protected Error? Problem { get; private set; }

    /// <summary>The order the address asks for.</summary>
    protected abstract OrderId? Wanted { get; }

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved) => new LiveRows(Feed, Time, Concerns, moved);

    /// <summary>Whether something on this page has moved.</summary>
    protected virtual bool Concerns(Moved moved) => Screen is { Sheet: var sheet }
        && (moved.Has("order", sheet.Id.Value) || moved.Has("case", sheet.Id.Value)
            || sheet.Lines.Any(line => line.VariantId is { } variant && moved.Has("stock", variant.Value)));

    /// <summary>Whether the page goes on to another order once one is decided.</summary>
    protected virtual bool MovesOn => false;

    /// <summary>Whether the order on screen is decided and the page on its way to another one: there is no need to read it once more.</summary>
    protected bool IsLeaving => Screen is { Left: true } left && left.Sheet.Id == Wanted;

    /// <summary>A decided case stays as it was when its key was pressed, its actions at rest, until the next one takes its place: each picture in between would put that off.</summary>
    protected override bool ShouldRender() => Screen is not { Left: true };

    /// <summary>Begins to read the order that was just served to this person, who holds its claim already, while the browser is on its way to it.</summary>
    protected void ReadAhead(OrderId served, CancellationToken ct) => _ahead = (served, Reads.OpenAsync(served, claimed: true, ct));

    /// <summary>Called when a case has left the desk of this person.</summary>
    protected virtual Task DecidedAsync(OrderId decided, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (Screen is { } open && open.Sheet.Id == Wanted)
        {
            _ahead = null;
            var again = await Reads.AgainAsync(open.Sheet.Id, ct);
            var looked = again.IsOk ? await LookAsync(again.Value.After(Screen), ct) : null;
            // What was typed while this was read counts.
            Show(looked is null ? null : looked with { Draft = Screen?.Draft ?? looked.Draft }, again.Error);
            return;
        }

        await LeaveAsync(ct);
        if (Wanted is { } wanted)
        {
            var opened = await (_ahead is { } ahead && ahead.Order == wanted ? ahead.Read : Reads.OpenAsync(wanted, claimed: false, ct));
            _ahead = null;
            Show(opened.IsOk ? await LookAsync(opened.Value, ct) : null, opened.Error);
        }
        else
        {
            Show(null, null);
        }
    }

    /// <summary>Does what the person asked for. What is typed is kept at once, whatever else is under way; with a case that is decided nothing more is done.</summary>
    protected async Task DoAsync(CaseAct act)
    {
        if (Screen is not { } screen || (screen.Left && act.Verb is not CaseVerb.KeepDraft))
        {
            return;
        }

        if (act.Verb is CaseVerb.KeepDraft)
        {
            Screen = screen with { Draft = act.Text ?? "" };
            await Acts.RunAsync(screen, act, CancellationToken.None);
            return;
        }

        var taken = false;
        await ActAsync(async ct =>
        {
            taken = true;
            var outcome = await Acts.RunAsync(screen, act, ct);
            Screen = outcome.Change is { } change && Screen is { } now ? change(now) : Screen;
            Offer(outcome.Undo ?? (outcome.Decided ? null : Undo));
            // Who went elsewhere while it was decided is not fetched back.
            if (outcome.Decided && MovesOn && Screen is { } here && here.Sheet.Id == screen.Sheet.Id && Wanted == here.Sheet.Id && !ct.IsCancellationRequested)
            {
                Screen = here with { Left = true, Freed = act.Verb is not (CaseVerb.Ask or CaseVerb.Macro) };
                await DecidedAsync(here.Sheet.Id, ct);
            }
            else if (outcome.Stale)
            {
                await LoadAsync(ct);
            }
        });
        if (!taken && Screen is { } still)
        {
            // The browser keeps a decision it has sent; one that was not taken up may be sent again.
            Screen = still with { Tries = still.Tries + 1 };
        }
    }

    /// <summary>The person moved the pointer or pressed a key: the claim slides on.</summary>
    protected async Task StayAsync()
    {
        if (Screen is { } screen && !Gone.IsCancellationRequested)
        {
            await Reads.RenewAsync(screen, CancellationToken.None);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _undoEnds?.Dispose();
            _claimEnds?.Dispose();
            _seat?.Dispose();
            // A tab that sleeps, is loaded again or loses its line is still where it was, and so is the person: only who went elsewhere has left.
            // Nor has who goes to hand over what they hold.
            if (Screen is { } open && !Navigation.Uri.Contains(open.Sheet.Id.Number, StringComparison.OrdinalIgnoreCase) && !Navigation.Uri.Contains(Links.Handover, StringComparison.OrdinalIgnoreCase))
            {
                // The page is gone before the answer; if this is lost the claim lapses by itself.
                _ = LeaveAsync(CancellationToken.None);
            }
        }

        base.Dispose(disposing);
    }

    private void Show(CaseScreen? screen, Error? problem)
    {
        (Screen, Problem) = (screen, problem);
        Sit(screen);
        var until = screen?.Sheet.Case is { ClaimedBy: not null } review ? review.ClaimedUntil : null;
        if (until == _claimedUntil)
        {
            return;
        }

        // A claim lapses without anybody writing anything, so nothing else would tell this page.
        _claimedUntil = until;
        _claimEnds?.Dispose();
        _claimEnds = until is { } end ? Time.CreateTimer(_ => InBackground(ReadAsync), null, UntilAfter(end), Timeout.InfiniteTimeSpan) : null;
    }

    private Task<CaseScreen> LookAsync(CaseScreen screen, CancellationToken ct)
    {
        // A link may also carry the entry behind the #, which no parameter of a page is filled from.
        var behind = new Uri(Navigation.Uri).Fragment is ['#', 'e', '-', .. var number] ? number : null;
        var entry = Links.NumberOf(TimelineEntryNumber ?? behind) is > 0 and <= int.MaxValue and var found ? (int?)found : null;
        return Notes.LookAsync(screen, Slug.Parse<TimelineKind>(TimelineKindName), entry, ct);
    }

    private TimeSpan UntilAfter(DateTime end) => TimeSpan.FromSeconds(1 + Math.Max(0, (end - Time.GetUtcNow().UtcDateTime).TotalSeconds));

    private async Task LeaveAsync(CancellationToken ct)
    {
        if (Screen is { } left)
        {
            // A decided one stays on screen, where nothing more can be done with it, until the next one is there.
            Screen = left.Left ? left : null;
            await Reads.LeaveAsync(left, ct);
        }
    }
}
