using Microsoft.AspNetCore.Components;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The saved views of the list, and what narrows it.</summary>
public sealed partial class ReviewPage
{
    /// <summary>How long changes are gathered before counting again.</summary>
    private static readonly TimeSpan CountsBeat = TimeSpan.FromSeconds(1.5);

    private ViewList _views = ViewList.Of("review", Links.Review);
    private ReviewChoices.Answer? _choices;
    private Matching? _matching;
    private LiveRows? _recounts;
    private bool _isCounting;
    private bool _moved;
    private bool _openedOnce;

    [Inject]
    private ListViews Views { get; set; } = null!;

    [Inject]
    private ReviewChoices Choices { get; set; } = null!;

    [Inject]
    private ILogger<ReviewPage> Log { get; set; } = null!;

    [Inject]
    private ReviewTally Tallying { get; set; } = null!;

    [Inject]
    private ReviewCounts Counting { get; set; } = null!;

    private string? CurrentView => _views.TabAt(Navigation.Uri) ?? _views.TabAt(State.ToUrl()) ?? (State.IsNarrowed ? null : Slug.Of(View));

    private IReadOnlyList<GoneName> Named => _choices is null ? [] : [.. ReviewListState.UnreadOf(Navigation.Uri), .. State.Gone(_choices, (_tally?.Queues ?? []).Select(queue => queue.Name))];

    private IEnumerable<FilterChip> Chips
    {
        get
        {
            if (State.Late)
            {
                yield return new FilterChip("late", Words["filter.clock"], Words["filter.late"]);
            }

            if (State.Hold is { } hold)
            {
                yield return new FilterChip("hold", Words["filter.hold"], States.Called(hold, _holds));
            }

            if (State.Channel is { } code)
            {
                yield return new FilterChip("channel", Words["filter.channel"], States.Channel(_choices?.Channels.FirstOrDefault(c => c.Code == code)?.Name ?? code));
            }

            if (State.By is { } by)
            {
                yield return new FilterChip("by", Words["filter.by"], _choices?.People.FirstOrDefault(p => p.Id.Value == by)?.Name ?? $"{by}");
            }
        }
    }

    /// <summary>Who comes without a wish gets the view they chose to begin with; only once, so that every list can be reached.</summary>
    private async Task<bool> OpensElsewhereAsync(Actor actor, CancellationToken ct)
    {
        _views = await Views.ReadAsync(actor, _views, ct);
        var opens = !_openedOnce && _views.Opening is not null && new Uri(Navigation.Uri).Query.Length == 0;
        _openedOnce = true;
        if (opens)
        {
            Navigation.NavigateTo(_views.AddressOf(_views.Opening!), replace: true);
        }

        return opens;
    }

    /// <summary>What there is to choose from changes rarely: it is read once, and again where the address names something that is not in it.</summary>
    private async Task<ReviewChoices.Answer?> ChoicesAsync(Actor actor, CancellationToken ct) =>
        _choices is { } known && !State.Gone(known, []).Any() ? known : (await Choices.ReadAsync(actor, ct)).Value ?? _choices;

    /// <inheritdoc />
    protected override IDisposable? Listen(Action moved)
    {
        _recounts = new LiveRows(Feed, Time, change => change.Any("case"), Recount, CountsBeat);
        Clock.Ticked += Recount;
        return base.Listen(moved);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _recounts?.Dispose();
            Clock.Ticked -= Recount;
        }

        base.Dispose(disposing);
    }

    /// <summary>Counts what has moved while the list stays the same, once at a time; a claim lapses and a rest ends without anybody writing anything.</summary>
    private void Recount() => InBackground(async () =>
    {
        _moved = true;
        if (_isCounting)
        {
            return;
        }

        _isCounting = true;
        while (_moved && !Gone.IsCancellationRequested)
        {
            _moved = false;
            await QuietlyAsync();
            StateHasChanged();
        }

        _isCounting = false;
    });

    /// <summary>Where nothing can be counted now, the counts of before stay until something moves: nobody's work breaks over them.</summary>
    private async Task QuietlyAsync()
    {
        try
        {
            await CountAsync(await Staff.GetAsync(), Gone);
        }
        catch (Exception failure)
        {
            if (!Gone.IsCancellationRequested)
            {
                Log.NotCounted(failure);
            }
        }
    }

    /// <summary>Counts every view, and this list where something narrows it. It walks every open case, so it is done beside the page, which goes on hearing keys.</summary>
    private async Task CountAsync(Actor actor, CancellationToken ct)
    {
        if (_choices is not { } choices)
        {
            return;
        }

        var (state, before) = (State, _views);
        var views = await Views.ReadAsync(actor, before, ct);
        ReviewListState[] lists = [.. state.IsNarrowed ? [state] : (ReviewListState[])[], .. views.Rows.Select(row => ReviewListState.Parse("?" + row.Query))];
        List<ReviewCounts.Wanted> wanted = [.. lists.Select(list => new ReviewCounts.Wanted(list.View, list.Filter(choices)))];
        var (tally, counted) = await Task.Run(async () => ((await Tallying.ReadAsync(actor, state.Queue, ct)).Value, (await Counting.ReadAsync(actor, wanted, ct)).Value ?? []), ct);
        // Whoever chose another list or arranged the views meanwhile has asked for another counting.
        if (tally is null || State != state || !ReferenceEquals(_views, before))
        {
            _moved |= tally is not null;
            return;
        }

        (_tally, _views) = (tally, views.With([.. counted.Skip(state.IsNarrowed ? 1 : 0)]));
        _matching = !state.IsNarrowed ? new Matching(tally.Counts.Of(state.View)) : counted is [var count, ..] ? new Matching(count.Number, count.OrMore) : null;
    }

    private async Task KeepViewAsync(CancellationToken ct)
    {
        if (await Views.KeepAsync(await Staff.GetAsync(), _views, State.ToUrl(), ct))
        {
            await AnewAsync();
        }
    }

    private async Task ArrangeViewsAsync(CancellationToken ct)
    {
        await Views.ArrangeAsync(await Staff.GetAsync(), _views, State.ToUrl());
        await AnewAsync();
    }

    /// <summary>Reads the views too.</summary>
    private Task AnewAsync()
    {
        _shownList = null;
        return ReadAsync();
    }

    private void Remove(FilterChip chip) => Navigation.NavigateTo(To(chip.Key switch
    {
        "late" => State with { Late = false },
        "hold" => State with { Hold = null },
        "channel" => State with { Channel = null },
        _ => State with { By = null },
    }));

    private void Clear() => Navigation.NavigateTo(To(State.Cleared));
}
