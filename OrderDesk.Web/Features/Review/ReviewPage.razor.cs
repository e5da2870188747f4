using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Review;

/// <summary>The review desk: the list of cases, the earliest clock first, and the open case beside it; after a decision the next one opens.</summary>
public sealed partial class ReviewPage
{
    private const int PageSize = 50;

    private Page<ReviewQueue.Row>? _page;
    private ReviewQueue.Tally? _tally;
    private Paging _paging = new(PageSize);
    private string? _problem;
    private bool _refused;
    private bool _mayDecide;
    private string _shown = "";
    private ReviewListState? _shownList;
    private IReadOnlyList<BulkKind> _bulk = [];
    private GridSelection _picked = GridSelection.None;
    private HoldBook _holds = HoldBook.BuiltIn;

    [Inject]
    private ReviewQueue Cases { get; set; } = null!;

    [Inject]
    private CurrentHolds Holds { get; set; } = null!;

    [Inject]
    private ServeNext Serve { get; set; } = null!;

    [Inject]
    private BulkActs Bulk { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ReviewWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    [CascadingParameter]
    private DeskClock Clock { get; set; } = DeskClock.Utc;

    /// <summary>The number of the open case in the address.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    private string? OrderNumber { get; set; }

    /// <inheritdoc />
    protected override OrderId? Wanted => OrderId.Parse(OrderNumber);

    private ReviewListState State => ReviewListState.Parse(Navigation.Uri);

    private ReviewView View => State.View;

    private IReadOnlyList<ViewTab> Tabs =>
    [
        .. Enum.GetValues<ReviewView>().Select(view =>
            new ViewTab(Slug.Of(view), Words["view." + Slug.Of(view)], To(State.Cleared with { View = view }), _tally?.Counts.Of(view).ToString("N0", CultureInfo.CurrentCulture))),
        .. _views.Tabs,
    ];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && _shown != Navigation.Uri)
        {
            (_paging, _picked) = _shownList == State ? (_paging, _picked) : (new(PageSize), GridSelection.None);
            await ReloadAsync();
        }
    }

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Any("case") || base.Concerns(moved);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (IsLeaving)
        {
            return;
        }

        var state = State;
        var isNew = _shownList != state;
        (_shown, _shownList) = (Navigation.Uri, state);
        var actor = await Staff.GetAsync();
        if (isNew && await OpensElsewhereAsync(actor, ct))
        {
            return;
        }

        await base.LoadAsync(ct);
        _holds = await Holds.GetAsync(ct);
        (_mayDecide, _bulk) = (actor.Can(ReviewPermissions.Decide), BulkActs.Of(actor));
        if (await ChoicesAsync(actor, ct) is not { } choices)
        {
            _refused = true;
            return;
        }

        _choices = choices;
        Show(await Cases.ReadAsync(actor, state.View, _paging, ct, state.Filter(choices)));
        if (isNew || _tally is null)
        {
            _matching = null;
            Recount();
        }
    }

    private void Show(Result<Page<ReviewQueue.Row>> read)
    {
        (_refused, _problem) = (read.Error?.Kind is ErrorKind.Forbidden, read.Error is { } error ? Say.Words(error) : null);
        _page = read.Value ?? _page;
    }

    /// <summary>The case whose clock runs first, claimed before anybody else can open it.</summary>
    private Task ServeAsync() => ActAsync(async ct =>
    {
        var served = await Serve.RunAsync(await Staff.GetAsync(), new ServeNext.Command(Queue: State.Queue), ct);
        if (served.Error is { } error)
        {
            Say.Refusal(error);
        }
        else if (served.Value is { } next)
        {
            Navigation.NavigateTo(To(next.OrderId));
            ReadAhead(next.OrderId, ct);
        }
    });

    private Task BulkAsync(BulkKind kind)
    {
        var orders = _picked.Keys.Select(key => new OrderId(key)).ToList();
        return Bulk.AskAsync(kind, _picked.AllMatching ? new BulkPick(View: View, But: orders, Asked: State.ToUrl(), Cases: State.Filter(_choices!)) : new BulkPick(orders));
    }

    /// <inheritdoc />
    protected override bool MovesOn => true;

    /// <summary>The next case opens at once; without one the list says that all is done.</summary>
    protected override async Task DecidedAsync(OrderId decided, CancellationToken ct)
    {
        var (next, isServed) = (Below(decided), false);
        if (View is ReviewView.Next && !State.IsNarrowed)
        {
            var served = await Serve.RunAsync(await Staff.GetAsync(), new ServeNext.Command(decided, State.Queue), ct);
            (next, isServed) = served.IsOk ? (served.Value?.OrderId, true) : (next, false);
        }

        Navigation.NavigateTo(next is { } found ? To(found) : To(State));
        if (isServed && next is { } mine)
        {
            ReadAhead(mine, ct);
        }
    }

    /// <summary>The next case of this list that no colleague works on, from its beginning again after the last. What was decided is on it until it is read again.</summary>
    private OrderId? Below(OrderId decided)
    {
        var rows = _page?.Rows ?? [];
        var at = rows.ToList().FindIndex(row => row.OrderId == decided);
        return rows.Skip(at + 1).Concat(rows.Take(Math.Max(at, 0))).FirstOrDefault(row => row.ClaimedBy is null || row.ClaimedBy == Screen?.Me.Id)?.OrderId;
    }

    /// <summary>The case is open again, in this person's hands. Where the page is on its way to the next one, the way back follows it.</summary>
    protected override Task UndoneAsync(OrderId order, bool leaving)
    {
        if (leaving || Wanted != order)
        {
            Navigation.NavigateTo(To(order));
        }

        return Wanted == order ? ReloadAsync() : Task.CompletedTask;
    }

    private Task TurnAsync(Paging paging)
    {
        _paging = paging;
        return ReloadAsync();
    }

    /// <summary>The case before or after the open one; one that has left the list is followed by the first.</summary>
    private OrderId? NextOf(OrderId? from, int step)
    {
        var rows = _page?.Rows ?? [];
        var at = rows.ToList().FindIndex(row => row.OrderId == from);
        var next = at < 0 ? 0 : at + step;
        return rows.Count == 0 ? null : rows[Math.Clamp(next, 0, rows.Count - 1)].OrderId;
    }

    private string Neighbour(int step) => NextOf(Wanted, step) is { } next ? To(next) : State.ToUrl(Wanted);

    private string To(OrderId order) => State.ToUrl(order);

    private string To(ReviewListState list) => _views.Address(list.ToUrl());
}
