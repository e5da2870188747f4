using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Orders;

/// <summary>The queue of all orders. Its address is its state: filters, search, sorting, page and columns.</summary>
public sealed partial class OrdersPage
{
    private const int PageSize = 50;

    private IReadOnlyList<OrderChannels.Row> _channels = [];
    private OrderCounters.Counts? _counts;
    private Page<OrderRow>? _page;
    private IReadOnlyList<string> _missing = [];
    private Matching? _matching;
    private HashSet<long> _visible = [];
    private string? _search;
    private string? _problem;
    private bool _refused;
    private bool _mayDecide;
    private bool _opened;
    private ViewList _views = ViewList.Of("orders", Links.Orders);
    private bool _mayEnter;
    private HoldBook _holds = HoldBook.BuiltIn;

    [Inject]
    private CurrentHolds Holds { get; set; } = null!;

    [Inject]
    private OrderQueue Queue { get; set; } = null!;

    [Inject]
    private OrderCounters Counters { get; set; } = null!;

    [Inject]
    private OrderChannels Channels { get; set; } = null!;

    [Inject]
    private OrderClaims Claims { get; set; } = null!;

    [Inject]
    private KeepSearch KeepSearch { get; set; } = null!;

    [Inject]
    private OpenSearch OpenSearch { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private ListViews Views { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<OrdersWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    private OrderListState State => OrderListState.Parse(Navigation.Uri);

    private IReadOnlyList<ViewTab> Tabs =>
    [
        new("all", Words["all"], Address(new OrderListState { Columns = State.Columns }), Written(_counts?.ByStatus.Values.Sum())),
        .. Enum.GetValues<OrderStatus>()
            .Where(status => status is OrderStatus.OnHold or OrderStatus.ReadyToFulfil || status == State.Status || _counts?.ByStatus.GetValueOrDefault(status) > 0)
            .OrderBy(status => status is OrderStatus.OnHold ? 0 : (int)status)
            .Select(status => new ViewTab(
                Slug.Of(status), States.Word(status), new OrderListState { Status = status, Columns = State.Columns }.ToUrl(), Written(_counts?.ByStatus.GetValueOrDefault(status)))),
        .. _views.Tabs,
    ];

    private string? CurrentView => _views.TabAt(Navigation.Uri) ?? _views.TabAt(State.ToUrl()) ?? (State.IsNarrowed ? null : State.Status is { } status ? Slug.Of(status) : "all");

    private IReadOnlyList<GoneName> Named => [.. OrderListState.UnreadOf(Navigation.Uri), .. State.Gone(_channels)];

    private IReadOnlyList<FilterChip> Chips => OrderChips.Of(State, _channels, _holds, Words, States);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        var actor = await Staff.GetAsync();
        if (await OpensElsewhereAsync(actor, ct))
        {
            return;
        }

        var state = State;
        _holds = await Holds.GetAsync(ct);
        (_mayDecide, _mayEnter, _bulk) = (actor.Can(ReviewPermissions.Decide), actor.Can(IntakePermissions.Enter), BulkActs.Of(actor));
        if (_pickedIn != ListOf(state))
        {
            // What is picked belongs to the list it was picked in.
            (_picked, _pickedIn, _matching) = (GridSelection.None, ListOf(state), null);
        }

        _channels = _channels.Count > 0 ? _channels : (await Channels.ReadAsync(actor, ct)).Value ?? [];
        if (!await SearchedAsync(actor, state, ct))
        {
            return;
        }

        var answer = await Queue.ReadAsync(actor, await FilterAsync(actor, state, ct), state.Paging(PageSize), ct);
        if (!answer.IsOk)
        {
            (_refused, _problem) = (answer.Error.Kind is ErrorKind.Forbidden, Say.Words(answer.Error));
            return;
        }

        (_refused, _problem) = (false, null);
        await ShowAsync(actor, state, answer.Value, ct);
    }

    private async Task<bool> SearchedAsync(Actor actor, OrderListState state, CancellationToken ct)
    {
        _search = state.Words;
        if (state.Kept is { } key)
        {
            var kept = await OpenSearch.ReadAsync(actor, key, ct);
            if (!kept.IsOk)
            {
                Say.Refusal(kept.Error);
                Navigation.NavigateTo((state with { Kept = null }).FromStart.ToUrl(), replace: true);
                return false;
            }

            _search = kept.Value;
        }

        return true;
    }

    private async Task ShowAsync(Actor actor, OrderListState state, OrderQueue.Answer answer, CancellationToken ct)
    {
        var names = _channels.ToDictionary(c => c.Id, c => c.Name);
        var claims = (await Claims.ReadAsync(actor, [.. answer.Page.Rows.Select(row => row.Id)], ct)).Value;
        var counts = (await Counters.ReadAsync(actor, ct)).Value;
        _page = new Page<OrderRow>(
            [.. answer.Page.Rows.Select(row => new OrderRow(row, names.GetValueOrDefault(row.ChannelId, ""), claims?.GetValueOrDefault(row.Id)?.Name))],
            answer.Page.Next,
            answer.Page.Previous);
        (_counts, _missing) = (counts, answer.Missing);
        _matching = answer.Found is { } found ? new Matching(found, answer.OrMore)
            : state.IsNarrowed || counts is null ? (_picked.IsNone ? null : _matching)
            : new Matching(state.Status is { } status ? counts.ByStatus.GetValueOrDefault(status) : counts.ByStatus.Values.Sum());
        _visible = [.. answer.Page.Rows.Select(row => row.Id.Value)];
        _views = _views.With(await CountedAsync(actor, ct));
    }

    private async Task<IReadOnlyList<Counted>?> CountedAsync(Actor actor, CancellationToken ct)
    {
        var filters = new List<OrderQueue.Filter>();
        foreach (var row in _views.Rows)
        {
            var state = OrderListState.Parse("?" + row.Query);
            filters.Add(await FilterAsync(actor, state, state.Kept is { } kept ? (await OpenSearch.ReadAsync(actor, kept, ct)).Value : state.Words, ct));
        }

        return (await Counting.ReadAsync(actor, filters, ct)).Value;
    }

    private Task<OrderQueue.Filter> FilterAsync(Actor actor, OrderListState state, CancellationToken ct) => FilterAsync(actor, state, _search, ct);

    private async Task<OrderQueue.Filter> FilterAsync(Actor actor, OrderListState state, string? search, CancellationToken ct) => state.Filter(
        state.ChannelOf(_channels), search, state.Mine ? (await Claims.ReadAsync(actor, null, ct)).Value?.Keys.ToList() ?? [] : null);

    /// <summary>Who comes without a wish gets the view they chose to begin with; only once, so that every list can be reached.</summary>
    private async Task<bool> OpensElsewhereAsync(Actor actor, CancellationToken ct)
    {
        _views = await Views.ReadAsync(actor, _views, ct);
        var opens = !_opened && _views.Opening is not null && new Uri(Navigation.Uri).Query.Length == 0;
        _opened = true;
        if (opens)
        {
            Navigation.NavigateTo(_views.AddressOf(_views.Opening!), replace: true);
        }

        return opens;
    }

    private async Task KeepViewAsync(CancellationToken ct)
    {
        if (await Views.KeepAsync(await Staff.GetAsync(), _views, State.ToUrl(), ct))
        {
            await ReadAsync();
        }
    }

    private async Task ArrangeViewsAsync(CancellationToken ct)
    {
        await Views.ArrangeAsync(await Staff.GetAsync(), _views, State.ToUrl());
        await ReadAsync();
    }

    /// <summary>A row on screen moved; or the first page may have a new one.</summary>
    protected override bool Concerns(Moved moved) =>
        moved.Rows.Any(row => row.Kind is "order" or "case" && _visible.Contains(row.Id)) || (_page is { Previous: null } && _search is null && moved.Any("order"));

    private async Task SearchAsync(string text)
    {
        var kept = OrderNumbers.NamesPerson(text) ? await KeepSearch.RunAsync(await Staff.GetAsync(), new KeepSearch.Command(text), Gone) : (Result<string>?)null;
        if (kept is { IsOk: false, Error: { } error })
        {
            Say.Refusal(error);
            return;
        }

        Show(State with { Words = kept is null && text.Length > 0 ? text : null, Kept = kept?.Value });
    }

    private void Remove(FilterChip chip) => Show(OrderChips.Without(State, chip));

    private void Clear() => Show(State.IsNarrowed ? State.Cleared : State.Cleared with { Status = null });

    private void FilterDays((DateOnly? From, DateOnly? To) days) => Show(State with { From = days.From, To = days.To });

    private void SortBy(GridSort sort) => Show(State with { Sort = Slug.Parse<OrderSort>(sort.By) ?? OrderSort.Placed, Ascending = !sort.Descending });

    private void Turn(Paging paging) => Navigation.NavigateTo((State with { After = paging.After, Back = paging.Back }).ToUrl());

    private void Choose(IReadOnlyCollection<string> columns) => Navigation.NavigateTo((State with { Columns = columns }).ToUrl(), replace: true);

    private void Show(OrderListState state) => Navigation.NavigateTo(Address(state.FromStart));

    /// <summary>The list of everything has a name of its own where the queue opens with another one.</summary>
    private string Address(OrderListState state) => _views.Address(state.ToUrl());

    private static string? Written(long? count) => count?.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>One row with what other reads know of it.</summary>
    private sealed record OrderRow(OrderQueue.Row Order, string Channel, string? ClaimedBy);
}
