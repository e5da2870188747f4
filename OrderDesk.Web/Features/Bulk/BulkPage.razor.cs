using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OrderDesk.Core.Data;
using OrderDesk.Core.Review.Bulk;
using OrderDesk.Core.Shared;
using OrderDesk.Web.Parts;
using OrderDesk.Web.Shell;

namespace OrderDesk.Web.Features.Bulk;

/// <summary>One bulk action: how far it is, and what came of it for each order; it lives on when the page is loaded again.</summary>
public sealed partial class BulkPage
{
    private const int PageSize = 50;

    private BulkList.Row? _run;
    private Page<BulkSheet.Row>? _page;
    private Matching? _matching;
    private string? _problem;
    private bool _missing;
    private bool _refused;
    private bool _mayAct;

    /// <summary>The number of the bulk action.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private BulkSheet Sheet { get; set; } = null!;

    [Inject]
    private CancelBulk Cancel { get; set; } = null!;

    [Inject]
    private BulkActs Acts { get; set; } = null!;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IStringLocalizer<BulkWords> Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<StateWords> States { get; set; } = null!;

    private BulkAddress Address => BulkAddress.Parse(Navigation.Uri);

    private string Title => _run is { } run ? Words["run", Id, States.Word(run.Action)] : Words["title"];

    private IReadOnlyList<ViewTab> Tabs =>
    [
        new("all", Words["all"], Links.Bulk(Id), Written(_run?.Total ?? 0)),
        .. Enum.GetValues<BulkOutcome>().Where(outcome => Count(outcome) > 0 || outcome == Address.Outcome)
            .Select(outcome => new ViewTab(Slug.Of(outcome), States.Word(outcome), new BulkAddress(outcome, null, false).ToUrl(Links.Bulk(Id)), Written(Count(outcome)))),
    ];

    private long? _shown;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Loaded && _shown != Id)
        {
            (_run, _page) = (null, null);
            await ReloadAsync();
        }
    }

    /// <inheritdoc />
    protected override bool Concerns(Moved moved) => moved.Has("bulk", Id);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken ct)
    {
        _shown = Id;
        var address = Address;
        var actor = await Staff.GetAsync();
        var answer = await Sheet.ReadAsync(actor, new BulkRunId(Id), address.Outcome, address.Paging(PageSize), ct);
        (_missing, _refused) = (answer.Error?.Kind is ErrorKind.NotFound, answer.Error?.Kind is ErrorKind.Forbidden);
        _problem = answer.Error is { } error ? Say.Words(error) : null;
        if (answer.Value is not { } value)
        {
            return;
        }

        (_run, _page) = (value.Run, value.Page);
        _mayAct = BulkActs.Of(actor).Contains(value.Run.Action);
        _matching = new Matching(address.Outcome is { } outcome ? Count(outcome) : value.Run.Total ?? 0);
    }

    private long Count(BulkOutcome outcome) => _run is not { } run ? 0 : outcome switch
    {
        BulkOutcome.Waiting => (run.Total ?? 0) - run.Worked,
        BulkOutcome.Done => run.Done,
        BulkOutcome.Half => run.Half,
        BulkOutcome.Refused => run.Refused,
    };

    private string? Why(BulkSheet.Row row) => row.Why is not { } why ? null
        : row.Outcome is BulkOutcome.Waiting ? Words["foretold", Say.Words(why)].Value
        : Say.Words(why);

    private Task CancelAsync() => ActAsync(async ct => Say.Outcome(await Cancel.RunAsync(await Staff.GetAsync(), new CancelBulk.Command(new BulkRunId(Id)), ct), "bulk.stopped"));

    private Task RetryAsync() => ActAsync(_ => Acts.RetryAsync(_run!));

    private void Turn(Paging paging) => Navigation.NavigateTo((Address with { After = paging.After, Back = paging.Back }).ToUrl(Links.Bulk(Id)));

    private void Clear() => Navigation.NavigateTo(Links.Bulk(Id));

    private static string Written(long count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
